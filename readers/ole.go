package readers

import (
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// An OLE compound file is a small file system. Its directory tells an
// encrypted .xlsx (streams EncryptionInfo and EncryptedPackage) from a legacy
// .xls (Workbook or Book), a Word document and a mail ([MS-CFB], [MS-OFFCRYPTO]).

// nameOLE returns the Issue that says which of them the file is.
func nameOLE(r io.ReaderAt, size int64, opts Options) error {
	names := oleNames(r, size)
	switch {
	case names["EncryptedPackage"] || names["EncryptionInfo"]:
		return opts.stop("workbook_encrypted", "the workbook is encrypted: it opens only with a password",
			"open it in a spreadsheet program with its password and save it without one")
	case names["Workbook"] || names["Book"]:
		return opts.stop("file_is_xls", "is a legacy Excel workbook (.xls), which is not read here",
			"open it in a spreadsheet program and save it as .xlsx")
	case names["WordDocument"]:
		return opts.stop("file_is_word", "is a legacy Word document (.doc), not a workbook", "look for the publisher's .xlsx or .csv")
	case names["PowerPoint Document"]:
		return opts.stop("file_is_powerpoint", "is a legacy PowerPoint document (.ppt), not a workbook", "look for the publisher's .xlsx or .csv")
	case names["__properties_version1.0"]:
		return opts.stop("file_is_mail", "is a saved mail (.msg), not a workbook", "save its attachment and give that")
	}
	return opts.stop("file_is_ole", "is an OLE compound file without a workbook inside", "check what the publisher says of it, and download it again")
}

// oleNames lists the entries of the compound file's directory, as far as they
// can be read: 4,096 sectors at most.
func oleNames(r io.ReaderAt, size int64) map[string]bool {
	names := map[string]bool{}
	header := make([]byte, 512)
	if _, err := r.ReadAt(header, 0); err != nil {
		return names
	}
	shift := binary.LittleEndian.Uint16(header[30:])
	if shift != 9 && shift != 12 {
		return names
	}
	sector := make([]byte, 1<<shift)
	read := func(number uint32) bool {
		offset := (int64(number) + 1) << shift
		if offset >= size {
			return false
		}
		clear(sector)
		n, _ := r.ReadAt(sector, offset)
		return n > 0
	}
	next := binary.LittleEndian.Uint32(header[48:])
	for step := 0; step < 4096 && next < 0xFFFFFFFA && read(next); step++ {
		for entry := sector; len(entry) >= 128; entry = entry[128:] {
			if name := oleName(entry); name != "" {
				names[name] = true
			}
		}
		next = oleNext(header, next, shift, read, sector)
	}
	return names
}

// oleName returns the name of one 128-byte directory entry.
func oleName(entry []byte) string {
	length := int(binary.LittleEndian.Uint16(entry[64:]))
	if length < 2 || length > 64 || entry[66] == 0 {
		return ""
	}
	units := make([]uint16, length/2-1)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(utf16.Decode(units))
}

// oleNext looks up the sector after number in the allocation table, whose
// first 109 sectors the header names: enough for the directories met here.
func oleNext(header []byte, number uint32, shift uint16, read func(uint32) bool, sector []byte) uint32 {
	const end = 0xFFFFFFFE
	perSector := uint32(1) << (shift - 2)
	if number/perSector >= 109 {
		return end
	}
	if !read(binary.LittleEndian.Uint32(header[76+4*(number/perSector):])) {
		return end
	}
	return binary.LittleEndian.Uint32(sector[4*(number%perSector):])
}
