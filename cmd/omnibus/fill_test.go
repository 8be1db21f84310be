package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// fill enters values into a row of a sheet in a workbook of records: the row with the id or, for +, the row after the last one in use.
// values alternates headings, without their stars, and texts.
func fill(name, sheet, id string, values []string) error {
	f, err := excelize.OpenFile(name)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		return err
	}
	at := func(heading string) int {
		return slices.IndexFunc(rows[0], func(h string) bool { return strings.TrimSuffix(h, " *") == heading })
	}
	ids, row := at("ID"), -1
	for i, r := range rows {
		if id == "+" && i > 0 && len(r) > 1 && !(ids < len(r) && strings.HasPrefix(r[ids], "new-") && empty(r[1:ids])) || ids < len(r) && r[ids] == id {
			row = i + 1
		}
	}
	if id == "+" {
		row++
	}
	for pair := range slices.Chunk(values, 2) {
		column := at(pair[0]) + 1
		if row < 1 || column < 1 || len(pair) < 2 {
			return fmt.Errorf("%s has no cell %q of %s: %q", sheet, pair[0], id, rows[0])
		}
		cell, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(sheet, cell, pair[1]); err != nil {
			return err
		}
	}
	return f.Save()
}

func empty(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}
