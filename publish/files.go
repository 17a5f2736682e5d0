package publish

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// files are the addresses that answer with something to keep: CSV, JSON,
// Parquet, feeds, originals.
func (s *Site) files(mux *http.ServeMux) {
	for pattern, h := range map[string]func(http.ResponseWriter, *http.Request) error{
		"/agreements.csv":            s.agreementsCSV,
		"/agreements.json":           s.agreementsJSON,
		"/agreements.parquet":        s.agreementsParquet,
		"/agencies/{slug}/rows.csv":  s.agencyRows,
		"/changes.atom":              s.changesAtom,
		"/changes.json":              s.changesJSON,
		"/changes.csv":               s.changesCSV,
		"/issues.csv":                s.issuesCSV,
		"/record/claims.json":        s.claimFile(s.claimsJSON),
		"/record/claims.csv":         s.claimFile(s.claimsCSV),
		"/record/claims.jsonld":      s.claimFile(s.claimsLD),
		"/record/claims.atom":        s.claimFile(s.claimsAtom),
		"/record/threads.atom":       s.threadsAtom,
		"/record/ftm.jsonl":          s.recordFTM,
		"/record/{file}":             s.recordFile,
		"/finding.csv/{measure}":     s.findingCSV,
		"/snapshots/{hash}/original": s.original,
		"/snapshots/{hash}/rows.csv": s.snapshotRows,
		"/data/{file}":               s.tableFile,
		"/map.json":                  s.mapJSON,
		"/map/borders.svg":           s.borders,
		"/robots.txt":                s.robots,
		"/favicon.ico":               s.favicon,
	} {
		mux.HandleFunc("GET "+pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := h(w, r); err != nil {
				s.fail(w, r, err)
			}
		})
	}
}

// offer names a download; synthetic data say so in the name.
func (s *Site) offer(w http.ResponseWriter, mime, name string) {
	if s.ledger.synthetic {
		name = "SYNTHETIC-" + name
	}
	w.Header().Set("Content-Type", mime)
	w.Header().Set("Content-Disposition", `attachment; filename="`+strings.NewReplacer(`"`, "", "\\", "", "\n", "", "\r", "").Replace(name)+`"`)
}

const mimeCSV, mimeJSON, mimeParquet = "text/csv; charset=utf-8", "application/json", "application/vnd.apache.parquet"

func (s *Site) agreementsCSV(w http.ResponseWriter, r *http.Request) error {
	s.offer(w, mimeCSV, "agreements.csv")
	return writeCSV(w, mapped(s.filterAgreements(newFilter(r, agreementFilters...)), recordOf))
}

func (s *Site) agreementsJSON(w http.ResponseWriter, r *http.Request) error {
	s.offer(w, mimeJSON, "agreements.json")
	return json.NewEncoder(w).Encode(mapped(s.filterAgreements(newFilter(r, agreementFilters...)), recordOf))
}

func (s *Site) agreementsParquet(w http.ResponseWriter, r *http.Request) error {
	rows := s.filterAgreements(newFilter(r, agreementFilters...))
	quoted := mapped(rows, func(a *Agreement) string { return sqlText(a.ID) })
	if len(quoted) == 0 {
		quoted = []string{"''"}
	}
	sql := "SELECT * FROM agreement WHERE agreement IN (" + strings.Join(quoted, ",") + ") ORDER BY agency, model, spell"
	return s.copyOut(w, r, sql, "parquet", "agreements.parquet")
}

func sqlText(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// copyOut lets the engine write an answer as a file and sends that. One at a
// time: a large table takes memory.
func (s *Site) copyOut(w http.ResponseWriter, r *http.Request, sql, format, name string) error {
	select {
	case s.copying <- struct{}{}:
		defer func() { <-s.copying }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	dir, err := os.MkdirTemp("", "detangle-copy-")
	if err != nil {
		return fmt.Errorf("making room for a download: %w", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "rows")
	how, mime := "FORMAT parquet, COMPRESSION zstd", mimeParquet
	if format == "csv" {
		how, mime = "FORMAT csv, HEADER true", mimeCSV
	}
	if err := s.Engine.Exec(r.Context(), "COPY ("+sql+") TO "+sqlText(path)+" ("+how+")"); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	s.offer(w, mime, name)
	http.ServeFile(w, r, path)
	return nil
}

func (s *Site) agencyRows(w http.ResponseWriter, r *http.Request) error {
	a := s.ledger.Agency(r.PathValue("slug"))
	if a == nil {
		return notFound("no agency %q", r.PathValue("slug"))
	}
	var rows []rowRecord
	for _, run := range s.printedRuns(a) {
		rows = append(rows, run.records(a)...)
	}
	s.offer(w, mimeCSV, a.Slug+"-rows.csv")
	return writeCSV(w, rows)
}

func (s *Site) changesCSV(w http.ResponseWriter, r *http.Request) error {
	s.offer(w, mimeCSV, "changes.csv")
	return writeCSV(w, mapped(s.filterChanges(newFilter(r, changeFilters...)), changeRecordOf))
}

func (s *Site) changesJSON(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", mimeJSON)
	return json.NewEncoder(w).Encode(mapped(s.filterChanges(newFilter(r, changeFilters...)), changeRecordOf))
}

func (s *Site) issuesCSV(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r, "code", "severity", "source")
	var rows []issueRecord
	for _, x := range s.ledger.Issues {
		if chosen(f.Get("code"), x.Code) && chosen(f.Get("severity"), x.Severity) && chosen(f.Get("source"), x.Source) {
			rows = append(rows, issueRecordOf(x))
		}
	}
	s.offer(w, mimeCSV, "issues.csv")
	return writeCSV(w, rows)
}

type evidenceRecord struct {
	Agency    string `json:"agency"`
	Name      string `json:"name"`
	State     string `json:"state"`
	County    string `json:"county_fips"`
	Model     string `json:"model"`
	Agreement string `json:"agreement"`
	Change    string `json:"change"`
	Note      string `json:"note"`
	Certain   bool   `json:"certain"`
	Snapshot  string `json:"snapshot"`
	File      string `json:"file_original"`
	Sheet     string `json:"sheet_original"`
	Row       int    `json:"row_original"`
}

// findingCSV is a Finding's rows as a table, or, with format=rows, the rows
// that were counted.
func (s *Site) findingCSV(w http.ResponseWriter, r *http.Request) error {
	q, err := questionFrom(r.PathValue("measure"), r.URL.Query())
	if err != nil {
		return err
	}
	if r.URL.Query().Get("format") == "rows" {
		rows, err := s.evidence(r.Context(), q)
		if err != nil {
			return err
		}
		var out []evidenceRecord
		for _, e := range rows {
			out = append(out, evidenceRecord{e.Agency, e.Name, e.State, e.County, string(e.Model), e.Agreement, e.Change, e.Note, e.Certain, e.Ref.Snapshot, e.Ref.File, e.Ref.Sheet, e.Ref.Row})
		}
		s.offer(w, mimeCSV, q.Name+"-rows.csv")
		return writeCSV(w, out)
	}
	a, err := s.ask(r.Context(), q)
	if err != nil {
		return err
	}
	s.offer(w, mimeCSV, q.Name+".csv")
	return a.WriteCSV(w)
}

// original sends a file exactly as it was received.
func (s *Site) original(w http.ResponseWriter, r *http.Request) error {
	snap := s.ledger.Snapshot(r.PathValue("hash"))
	if snap == nil || s.Lake == nil {
		return notFound("no snapshot %q", r.PathValue("hash"))
	}
	if why := s.withheld(snap.Source); why != "" {
		return refused(why)
	}
	path, err := s.Lake.Original(snap.Hash)
	if err != nil {
		return notFound("%v", err)
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", `attachment; filename="`+strings.NewReplacer(`"`, "", "\\", "", "\n", "", "\r", "").Replace(snap.File)+`"`)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeFile(w, r, path)
	return nil
}

func (s *Site) snapshotRows(w http.ResponseWriter, r *http.Request) error {
	snap := s.ledger.Snapshot(r.PathValue("hash"))
	if snap == nil {
		return notFound("no snapshot %q", r.PathValue("hash"))
	}
	return s.copyOut(w, r, "SELECT * FROM listing WHERE snapshot = "+sqlText(snap.Hash)+" ORDER BY sheet_original, row_original", "csv", strings.TrimSuffix(snap.File, filepath.Ext(snap.File))+"-rows.csv")
}

// tableFile sends a whole table of the lake: /data/agreement.parquet or .csv.
func (s *Site) tableFile(w http.ResponseWriter, r *http.Request) error {
	name, ext, _ := strings.Cut(r.PathValue("file"), ".")
	if s.Lake == nil || ext != "csv" && ext != "parquet" {
		return notFound("no file %q", r.PathValue("file"))
	}
	t, ok := s.Lake.Catalog().Table(name)
	if !ok {
		return notFound("no table %q", name)
	}
	if why := s.tableWithheld(name); why != "" {
		return refused(why)
	}
	if ext == "parquet" && len(t.Files) == 1 && name != "issue" {
		s.offer(w, mimeParquet, name+".parquet")
		http.ServeFile(w, r, filepath.Join(s.Lake.Dir(), filepath.FromSlash(t.Files[0].Path)))
		return nil
	}
	return s.copyOut(w, r, s.tableSelect(name), ext, name+"."+ext)
}

// mapJSON is what the slider needs to colour the map by itself.
func (s *Site) mapJSON(w http.ResponseWriter, r *http.Request) error {
	return s.kept(w, r, mimeJSON, func() ([]byte, error) { return json.Marshal(s.index.script()) })
}

func (s *Site) borders(w http.ResponseWriter, r *http.Request) error {
	if s.atlas.shapes == nil {
		return notFound("the map's shapes were not bundled")
	}
	w.Header().Set("Cache-Control", "public, max-age=86400")
	return s.kept(w, r, "image/svg+xml", func() ([]byte, error) { return s.atlas.meshSVG(), nil })
}

func (s *Site) robots(w http.ResponseWriter, r *http.Request) error {
	return s.kept(w, r, "text/plain; charset=utf-8", func() ([]byte, error) {
		return []byte("User-agent: *\nDisallow: /search\nDisallow: /finding.csv/\nCrawl-delay: 1\n"), nil
	})
}

func (s *Site) favicon(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, cmp.Or(s.assets.Address("icon.svg"), "/"), http.StatusFound)
	return nil
}

// kept makes an answer once.
func (s *Site) kept(w http.ResponseWriter, r *http.Request, mime string, make func() ([]byte, error)) error {
	p, ok := s.cache.get(r.URL.Path)
	if !ok {
		body, err := make()
		if err != nil {
			return err
		}
		p = newPage(http.StatusOK, mime, bytes.Clone(body))
		s.cache.put(r.URL.Path, p)
	}
	p.send(w, r)
	return nil
}

// tableNames are the tables that may be downloaded, in order.
func (s *Site) tableNames() []tableInfo {
	if s.Lake == nil {
		return nil
	}
	var out []tableInfo
	for _, t := range s.Lake.Catalog().Tables {
		info := tableInfo{Name: t.Name, Rows: t.Rows, Withheld: s.tableWithheld(t.Name)}
		for _, f := range t.Files {
			info.Bytes += f.Bytes
		}
		out = append(out, info)
	}
	slices.SortFunc(out, func(a, b tableInfo) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

type tableInfo struct {
	Name        string
	Rows, Bytes int64
	Withheld    string // why it is not given out
}

func plainNumber(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}
