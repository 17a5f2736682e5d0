package publish

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"detangle"
)

// api adds the addresses for programs. Their description is OpenAPI 3.1 at
// /api/openapi.json, made from the types below; errors are
// application/problem+json (RFC 9457).
func (s *Site) api(mux *http.ServeMux) {
	inner := http.NewServeMux()
	config := huma.DefaultConfig("Detangle", detangle.Version)
	config.Info.Description = s.words.Plain("api.description")
	config.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "/api/openapi", "", ""
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.CreateHooks = nil // an answer is what `detangle measure --json` prints, nothing added
	if s.Base != "" {
		config.Servers = []*huma.Server{{URL: s.Base}}
	}
	a := humago.New(inner, config)
	s.operations(a)
	// what a number has, a fact has not
	a.OpenAPI().Components.Schemas.Map()["ClaimEvidence"].Required = []string{"kind", "role"}
	mux.Handle("GET /api/", packed(inner))
}

// schemaName names a type in the description: two rooms have an Evidence.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if path.Base(t.PkgPath()) == "claim" {
		return "Claim" + name
	}
	return name
}

// operations are the questions a program may ask.
func (s *Site) operations(a huma.API) {
	get(a, "/api/measures", "list-measures", "Every question that can be asked.", s.apiMeasures)
	get(a, "/api/measures/{measure}", "ask-measure", "A Finding: the same object as `detangle measure NAME --json`.", s.apiMeasure)
	get(a, "/api/measures/{measure}/rows", "list-evidence", "The rows that a number counts, each with its cell in a kept original.", s.apiEvidence)
	get(a, "/api/agreements", "list-agreements", "The ledger, filtered as on /agreements.", s.apiAgreements)
	get(a, "/api/agencies/{slug}", "get-agency", "An agency with its names, agreements and changes.", s.apiAgency)
	get(a, "/api/counties/{fips}", "get-county", "A county with its agencies and agreements.", s.apiCounty)
	get(a, "/api/states/{usps}", "get-state", "A state with its agencies.", s.apiState)
	get(a, "/api/changes", "list-changes", "The change log, newest first.", s.apiChanges)
	get(a, "/api/snapshots", "list-snapshots", "Every kept original.", s.apiSnapshots)
	get(a, "/api/clock", "run-clock", "The 48-hour detainer clock: the same object as `detangle clock TIME --json`.", s.apiClock)
	get(a, "/api/claims", "list-claims", "Claims with their verdicts, filtered as on /record/claims.", s.apiClaims)
	get(a, "/api/claims/{id}", "get-claim", "A claim: the same object as in `detangle claims ID --json`.", s.apiClaim)
	get(a, "/api/issues", "list-issues", "What the data said that we did not expect.", s.apiIssues)
}

func get[I, O any](a huma.API, path, id, summary string, handler func(context.Context, *I) (*O, error)) {
	huma.Register(a, huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Errors: []int{400, 404}}, func(ctx context.Context, in *I) (*O, error) {
		out, err := handler(ctx, in)
		if err != nil {
			return nil, apiError(err)
		}
		return out, nil
	})
}

// apiError gives an error the status that it carries, and its hint as detail.
func apiError(err error) error {
	var p problem
	if errors.As(err, &p) {
		return huma.NewError(p.status, p.Error())
	}
	return huma.NewError(http.StatusInternalServerError, "the server could not answer; the reason is in its log")
}

// writeProblem answers an address below /api/ that does not exist.
func writeProblem(w http.ResponseWriter, p problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.status)
	_ = json.NewEncoder(w).Encode(huma.ErrorModel{Status: p.status, Title: http.StatusText(p.status), Detail: p.Error()})
}

// findingDoc is a Finding in an answer. Its rows carry their keys beside their
// numbers, which a reflected schema would not know.
type findingDoc struct{ detangle.Finding }

// Schema describes a Finding with rows as they are written.
func (findingDoc) Schema(r huma.Registry) *huma.Schema {
	schema := huma.SchemaFromType(r, reflect.TypeFor[detangle.Finding]())
	number := func() *huma.Schema { return &huma.Schema{Type: huma.TypeNumber, Nullable: true} }
	row := &huma.Schema{
		Type: huma.TypeObject, Description: "one cell of the answer: the keys asked for with `by`, as text, beside the numbers",
		Properties: map[string]*huma.Schema{
			"value": number(), "denominator": number(), "low": number(), "high": number(), "n": {Type: huma.TypeInteger, Description: "rows counted"},
			"suppressed": {Type: huma.TypeBoolean}, "refusal": {Type: huma.TypeObject, Nullable: true}, "trace": {Type: huma.TypeString},
		},
		Required: []string{"value", "n", "denominator", "low", "high", "suppressed", "refusal"}, AdditionalProperties: true,
	}
	rows := &huma.Schema{Type: huma.TypeArray, Items: row}
	if schema.Ref == "" {
		schema.Properties["rows"] = rows
	} else if at := r.SchemaFromRef(schema.Ref); at != nil {
		at.Properties["rows"] = rows
	}
	return schema
}

// packed compresses what a handler answers and gives it an ETag.
func packed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := &buffered{header: w.Header(), status: http.StatusOK}
		next.ServeHTTP(b, r)
		mime := b.header.Get("Content-Type")
		if b.status == http.StatusNotFound && !strings.Contains(mime, "json") {
			writeProblem(w, problem{http.StatusNotFound, errors.New("no such address; /api/openapi.json lists them all")})
			return
		}
		b.header.Set("Access-Control-Allow-Origin", "*")
		b.header.Del("Content-Length")
		newPage(b.status, mime, b.body.Bytes()).send(w, r)
	})
}

type buffered struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (b *buffered) Header() http.Header         { return b.header }
func (b *buffered) WriteHeader(status int)      { b.status = status }
func (b *buffered) Write(p []byte) (int, error) { return b.body.Write(p) }
