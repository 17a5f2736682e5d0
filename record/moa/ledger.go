package moa

import (
	"context"
	_ "embed"
	"fmt"

	"detangle/lake"
)

//go:embed ledger.sql
var ledgerSQL string

// Rows asks a lake what the lists say of every agreement's document.
func Rows(ctx context.Context, engine lake.Engine) ([]Listed, error) {
	f, err := engine.Query(ctx, ledgerSQL)
	if err != nil {
		return nil, fmt.Errorf("reading the lists' documents: %w", err)
	}
	text := func(name string) []string { return f.Strings(name) }
	agency, name, state, model, signed, status := text("agency"), text("name"), text("state"), text("model"), text("signed"), text("status")
	address, first, last := text("address"), text("first_list"), text("last_list")
	snapshot, file, sheet, row := text("snapshot"), text("file_original"), text("sheet_original"), f.Ints("row_original")
	rows := make([]Listed, f.Len())
	for i := range rows {
		rows[i] = Listed{agency[i], name[i], state[i], model[i], signed[i], status[i], address[i], first[i], last[i], snapshot[i], file[i], sheet[i], row[i]}
	}
	return rows, nil
}
