package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"easel/engine/problem"
)

const (
	maxFile = 1 << 20 // bytes; a config file is a page or two
	utf8BOM = "\xef\xbb\xbf"
)

// entry is one setting as it stands in a file.
type entry struct {
	setting  setting
	value    string // as text, without its quotes
	from, to int    // byte offsets of the value as it is written
	line     int    // from 1
}

// readFile returns the file's bytes, nil if there is none.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, problem.New(problem.Usage, fmt.Sprintf("The config file %s is not a file", path), "Move what stands there")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, problem.Wrap(err, problem.Usage, fmt.Sprintf("The config file %s cannot be read", path), "Check its permissions")
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, problem.Wrap(err, problem.Usage, fmt.Sprintf("The config file %s cannot be read", path), "Check its permissions")
	case len(data) > maxFile:
		return nil, problem.New(problem.Usage, fmt.Sprintf("The config file %s is larger than 1 MiB", path), "It should be a page of settings")
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0:
		return nil, problem.New(problem.Usage, fmt.Sprintf("The config file %s is not a text", path), "It should be TOML in UTF-8")
	}
	if data == nil {
		data = []byte{}
	}
	return data, nil
}

// document is a config file as it was read.
type document struct {
	entries  []entry
	profiles []Profile
	headings []heading
}

// heading is where a table begins.
type heading struct {
	key string // "budget", "profile"
	at  int    // byte offset of its line
}

// parse reads a file in its order. It takes only what is a setting, once, with
// a value of its type, and profiles.
func parse(path string, data []byte) (document, error) {
	skipped := 0
	if rest, ok := bytes.CutPrefix(data, []byte(utf8BOM)); ok {
		data, skipped = rest, len(utf8BOM)
	}
	// The reader proper finds every mistake of form; the parser below it knows
	// where things stand.
	if err := toml.Unmarshal(data, &map[string]any{}); err != nil {
		return document{}, malformed(path, err)
	}
	r := reading{path: path, data: data, skipped: skipped}
	p := unstable.Parser{}
	p.Reset(data)
	for p.NextExpression() {
		if err := r.expression(p.Expression()); err != nil {
			return document{}, err
		}
	}
	if err := p.Error(); err != nil {
		return document{}, malformed(path, err)
	}
	return r.document, r.unnamed()
}

// reading is a file on its way.
type reading struct {
	document
	path    string
	data    []byte
	skipped int    // bytes before data
	inside  string // the table that was opened last; empty at the top
	line    int    // where that is
}

func (r *reading) expression(e *unstable.Node) error {
	key, at := keyOf(e)
	line := 1 + bytes.Count(r.data[:at], []byte{'\n'})
	switch {
	case e.Kind == unstable.KeyValue && r.inside == profileTable:
		return r.profileField(key, line, e.Value())
	case e.Kind == unstable.KeyValue:
		return r.setting(key, line, e.Value())
	case e.Kind == unstable.ArrayTable && key == profileTable:
		if err := r.unnamed(); err != nil {
			return err
		}
		r.profiles = append(r.profiles, Profile{})
	case e.Kind != unstable.Table || !hasTable(key):
		return unknown(r.path, line, key)
	}
	r.inside, r.line = key, line
	r.headings = append(r.headings, heading{key, r.skipped + 1 + bytes.LastIndexByte(r.data[:at], '\n')})
	return nil
}

func (r *reading) setting(key string, line int, value *unstable.Node) error {
	if r.inside != "" {
		key = r.inside + "." + key
	}
	s, ok := find(key)
	if !ok {
		return unknown(r.path, line, key)
	}
	if !s.kind.accepts(value.Kind) {
		return inFile(r.path, line, fmt.Sprintf("%s must be %s", key, s.kind))
	}
	from := int(value.Raw.Offset) + r.skipped
	r.entries = append(r.entries, entry{s, string(value.Data), from, from + int(value.Raw.Length), line})
	return nil
}

// hasTable says whether there are settings in a table.
func hasTable(name string) bool {
	return slices.ContainsFunc(table(), func(s setting) bool { return strings.HasPrefix(s.Name, name+".") })
}

// keyOf is the whole key of an expression and where it begins.
func keyOf(e *unstable.Node) (key string, at int) {
	var parts []string
	for k := e.Key(); k.Next(); {
		if parts == nil {
			at = int(k.Node().Raw.Offset)
		}
		parts = append(parts, string(k.Node().Data))
	}
	return strings.Join(parts, "."), at
}

func (k kind) accepts(toml unstable.Kind) bool {
	switch k {
	case aText, aFolder:
		return toml == unstable.String
	case aWhole:
		return toml == unstable.Integer
	case aNumber:
		return toml == unstable.Integer || toml == unstable.Float
	case aYesNo:
		return toml == unstable.Bool
	}
	return false
}

func find(name string) (setting, bool) {
	all := table()
	i := slices.IndexFunc(all, func(s setting) bool { return s.Name == name })
	if i < 0 {
		return setting{}, false
	}
	return all[i], true
}

func malformed(path string, err error) error {
	var d *toml.DecodeError
	if errors.As(err, &d) {
		line, _ := d.Position()
		return inFile(path, line, strings.TrimPrefix(d.Error(), "toml: "))
	}
	return problem.Wrap(err, problem.Usage, fmt.Sprintf("The config file %s cannot be understood: %v", path, err), correctIt)
}

const correctIt = "Correct the line, or take it out for the default"

func inFile(path string, line int, what string) error {
	return problem.New(problem.Usage, fmt.Sprintf("In the config file %s, line %d: %s", path, line, what), correctIt)
}

func unknown(path string, line int, key string) error {
	return problem.New(problem.Usage,
		fmt.Sprintf("In the config file %s, line %d: there is no setting %s", path, line, quote(key)),
		fmt.Sprintf("The nearest is %s; correct the line, or take it out", nearest(key)))
}

// nearest is the setting whose name takes the fewest changes to get to.
func nearest(key string) string {
	best, least := "", 1<<30
	for _, s := range table() {
		if d := distance(strings.ToLower(key), s.Name); d < least {
			best, least = s.Name, d
		}
	}
	return best
}

// distance counts the bytes to put in, take out or change (Levenshtein).
func distance(a, b string) int {
	const enough = 64
	a, b = a[:min(len(a), enough)], b[:min(len(b), enough)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
