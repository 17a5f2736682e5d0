package workbook

import (
	"bytes"
	"fmt"
)

// The parts of a workbook beside its sheets, as small as Excel accepts them.

const (
	xmlHeader = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relNS     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageNS = "http://schemas.openxmlformats.org/package/2006"
)

const rootRels = `<Relationships xmlns="` + packageNS + `/relationships">` +
	`<Relationship Id="rId1" Type="` + relNS + `/officeDocument" Target="xl/workbook.xml"/>` +
	`<Relationship Id="rId2" Type="` + packageNS + `/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + relNS + `/extended-properties" Target="docProps/app.xml"/></Relationships>`

// Number format 14 is the built-in date, shown as mm-dd-yy; 22 is that with the time of day.
const styles = `<styleSheet xmlns="` + mainNS + `">` +
	`<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>` +
	`<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font>` +
	`<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>` +
	`<border><left/><right/><top/><bottom style="thin"><color rgb="FFD9D9D9"/></bottom><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"/>` +
	`<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

func text(s string) func(*bytes.Buffer) {
	return func(b *bytes.Buffer) { b.WriteString(s) }
}

func (w *Writer) workbookXML(b *bytes.Buffer) {
	b.WriteString(`<workbook xmlns="` + mainNS + `" xmlns:r="` + relNS + `">`)
	if w.options.Date1904 {
		b.WriteString(`<workbookPr date1904="1"/>`)
	} else {
		b.WriteString(`<workbookPr/>`)
	}
	b.WriteString("<sheets>")
	for i, s := range w.sheets {
		fmt.Fprintf(b, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(s.Name), i+1, i+1)
	}
	b.WriteString("</sheets>")
	w.filterNames(b)
	b.WriteString("</workbook>")
}

// filterNames writes the hidden names that Excel keeps for its filters.
func (w *Writer) filterNames(b *bytes.Buffer) {
	names := 0
	for i, s := range w.sheets {
		if s.filter == "" {
			continue
		}
		if names++; names == 1 {
			b.WriteString("<definedNames>")
		}
		fmt.Fprintf(b, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">'%s'!%s</definedName>`, i, escaped(s.Name), absolute(s.filter))
	}
	if names > 0 {
		b.WriteString("</definedNames>")
	}
}

// absolute turns A1:H877 into $A$1:$H$877.
func absolute(ref string) string {
	out := []byte{}
	for i := 0; i < len(ref); i++ {
		letter := ref[i] >= 'A' && ref[i] <= 'Z'
		digit := ref[i] >= '0' && ref[i] <= '9'
		before := byte(':')
		if i > 0 {
			before = ref[i-1]
		}
		if letter && before == ':' || digit && before >= 'A' && before <= 'Z' {
			out = append(out, '$')
		}
		out = append(out, ref[i])
	}
	return string(out)
}

func (w *Writer) workbookRels(b *bytes.Buffer) {
	b.WriteString(`<Relationships xmlns="` + packageNS + `/relationships">`)
	for i := range w.sheets {
		fmt.Fprintf(b, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relNS, i+1)
	}
	n := len(w.sheets) + 1
	fmt.Fprintf(b, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, n, relNS)
	if w.options.SharedStrings || w.options.Strings != nil {
		fmt.Fprintf(b, `<Relationship Id="rId%d" Type="%s/sharedStrings" Target="sharedStrings.xml"/>`, n+1, relNS)
	}
	b.WriteString("</Relationships>")
}

func (s *Sheet) linkRels(b *bytes.Buffer) {
	b.WriteString(`<Relationships xmlns="` + packageNS + `/relationships">`)
	for i, l := range s.links {
		fmt.Fprintf(b, `<Relationship Id="rId%d" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, i+1, relNS, escaped(l.target))
	}
	b.WriteString("</Relationships>")
}

func (t *stringTable) xml(b *bytes.Buffer) {
	fmt.Fprintf(b, `<sst xmlns="%s" count="%d" uniqueCount="%d">`, mainNS, t.uses, len(t.list))
	var item []byte
	for _, s := range t.list {
		item = append(item[:0], "<si>"...)
		item = append(appendText(item, s), "</si>"...)
		b.Write(item)
	}
	b.WriteString("</sst>")
}

func (w *Writer) coreXML(b *bytes.Buffer) {
	o := w.options.Properties
	b.WriteString(`<cp:coreProperties xmlns:cp="` + packageNS + `/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	element := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "<%s>%s</%s>", name, escaped(value), name)
		}
	}
	element("dc:title", o.Title)
	element("dc:creator", o.Creator)
	element("dc:description", o.Description)
	element("cp:lastModifiedBy", o.LastModifiedBy)
	if !o.Created.IsZero() {
		fmt.Fprintf(b, `<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created>`, stamp(o.Created))
	}
	if !o.Modified.IsZero() {
		fmt.Fprintf(b, `<dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified>`, stamp(o.Modified))
	}
	b.WriteString("</cp:coreProperties>")
}

func (w *Writer) appXML(b *bytes.Buffer) {
	fmt.Fprintf(b, `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>%s</Application></Properties>`,
		escaped(w.options.Application))
}

func (w *Writer) contentTypes(b *bytes.Buffer) {
	const main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	b.WriteString(`<Types xmlns="` + packageNS + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + main + `sheet.main+xml"/>`)
	for i := range w.sheets {
		fmt.Fprintf(b, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, main)
	}
	b.WriteString(`<Override PartName="/xl/styles.xml" ContentType="` + main + `styles+xml"/>`)
	if w.options.SharedStrings || w.options.Strings != nil {
		b.WriteString(`<Override PartName="/xl/sharedStrings.xml" ContentType="` + main + `sharedStrings+xml"/>`)
	}
	b.WriteString(`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`)
}
