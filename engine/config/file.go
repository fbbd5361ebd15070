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

// parse reads the entries of a file in their order. It takes only what is a
// setting, once, with a value of its type.
func parse(path string, data []byte) ([]entry, error) {
	skipped := 0
	if rest, ok := bytes.CutPrefix(data, []byte(utf8BOM)); ok {
		data, skipped = rest, len(utf8BOM)
	}
	// The reader proper finds every mistake of form; the parser below it knows
	// where things stand.
	if err := toml.Unmarshal(data, &map[string]any{}); err != nil {
		return nil, malformed(path, err)
	}
	p := unstable.Parser{}
	p.Reset(data)
	var entries []entry
	for p.NextExpression() {
		key, at := keyOf(p.Expression())
		line := 1 + bytes.Count(data[:at], []byte{'\n'})
		s, ok := find(key)
		if !ok || p.Expression().Kind != unstable.KeyValue {
			return nil, unknown(path, line, key)
		}
		value := p.Expression().Value()
		if !s.kind.accepts(value.Kind) {
			return nil, inFile(path, line, fmt.Sprintf("%s must be %s", key, s.kind))
		}
		from := int(value.Raw.Offset) + skipped
		entries = append(entries, entry{s, string(value.Data), from, from + int(value.Raw.Length), line})
	}
	if err := p.Error(); err != nil {
		return nil, malformed(path, err)
	}
	return entries, nil
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
