package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"easel/engine/library"
)

// styles takes AUTOMATIC1111's styles.csv, with its present header or its first
// one, and InvokeAI's CSV, which is the same with other names.
func (f *Found) styles(path, text string) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	header, err := r.Read()
	if err != nil {
		if !errors.Is(err, io.EOF) {
			f.fault(path, 1, "the header cannot be read")
		}
		return
	}
	column := func(names ...string) int {
		return slices.IndexFunc(header, func(h string) bool {
			return slices.Contains(names, strings.ToLower(strings.TrimSpace(h)))
		})
	}
	name, prompt, negative := column("name"), column("prompt", "positive_prompt", "text"), column("negative_prompt")
	if name < 0 || prompt < 0 {
		f.fault(path, 1, "the header must be name,prompt,negative_prompt")
		return
	}
	for {
		row, err := r.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &wrong):
			f.fault(path, wrong.StartLine, "the quotes do not fit: "+wrong.Err.Error())
			continue
		case err != nil:
			f.fault(path, 0, err.Error())
			return
		}
		line, _ := r.FieldPos(0)
		f.style(path, line, field(row, name), field(row, prompt), field(row, negative))
	}
}

func field(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

// style takes one row. What begins with # is a comment, and dividers are what
// AUTOMATIC1111 shows between files.
func (f *Found) style(path string, line int, name, prompt, negative string) {
	switch {
	case name == "" && prompt == "" && negative == "", strings.HasPrefix(name, "#"), strings.HasPrefix(name, "----"):
	case name == "":
		f.fault(path, line, "the row has no name")
	case prompt == "" && negative == "":
		f.fault(path, line, "the row has no prompt")
	default:
		f.Favourites = append(f.Favourites, library.Favourite{Title: name, Name: name, Text: prompt, Negative: negative})
	}
}

// WriteA1111 writes AUTOMATIC1111's styles.csv, with the byte order mark that it
// expects.
func WriteA1111(w io.Writer, all []library.Favourite) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return writeCSV(w, all, true)
}

// WriteInvoke writes CSV for InvokeAI, which would take a byte order mark for a
// part of the first name.
func WriteInvoke(w io.Writer, all []library.Favourite) error { return writeCSV(w, all, false) }

func writeCSV(w io.Writer, all []library.Favourite, crlf bool) error {
	c := csv.NewWriter(w)
	c.UseCRLF = crlf
	rows := [][]string{{"name", "prompt", "negative_prompt"}}
	taken := map[string]int{}
	for _, f := range all {
		rows = append(rows, []string{unique(taken, f.Title), f.Text, f.Negative})
	}
	return c.WriteAll(rows)
}

// WriteText writes one prompt a line; those of several lines are put on one.
func WriteText(w io.Writer, all []library.Favourite) error {
	for _, f := range all {
		if _, err := io.WriteString(w, strings.Join(strings.Fields(f.Text), " ")+"\n"); err != nil {
			return err
		}
	}
	return nil
}
