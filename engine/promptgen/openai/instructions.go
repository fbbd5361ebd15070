package openai

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"easel/engine/dialect"
	"easel/engine/problem"
)

//go:embed instructions/*.txt
var ours embed.FS

// longestBlock is how much is read of a file that a person put in, in bytes.
const longestBlock = 64 << 10

// repairFile is sent when an answer is wrong; smallFile is all that is sent to a
// model that is asked for one prompt at a time; formFile goes only where the
// server cannot be given a schema. The others make up what is sent first, in the
// order of their names.
const (
	repairFile = "repair.txt"
	smallFile  = "small.txt"
	formFile   = "4-form.txt"
)

// blocks are the instructions by the names of their files.
type blocks map[string]string

// readBlocks reads our instructions and what a person put in their place.
func readBlocks(theirs fs.FS) (blocks, error) {
	entries, err := ours.ReadDir("instructions")
	if err != nil {
		return nil, err
	}
	b := make(blocks, len(entries))
	for _, e := range entries {
		text, err := ours.ReadFile("instructions/" + e.Name())
		if err != nil {
			return nil, err
		}
		if theirs != nil {
			own, err := fs.ReadFile(theirs, e.Name())
			switch {
			case err == nil && len(own) <= longestBlock:
				text = own
			case err == nil:
				return nil, problem.New(problem.Usage, "The instructions in "+e.Name()+" are longer than 64 KiB", "Shorten the file")
			case !errors.Is(err, fs.ErrNotExist):
				return nil, problem.Wrap(err, problem.Failed, "The instructions in "+e.Name()+" cannot be read", "Check the file, or take it away to use Easel's own")
			}
		}
		b[e.Name()] = strings.TrimSpace(strings.ToValidUTF8(string(text), "\uFFFD"))
	}
	return b, nil
}

// system is what is sent first: everything but the person's words.
func (b blocks) system(d dialect.Dialect, form bool) string {
	var names []string
	for name := range b {
		if name != repairFile && name != smallFile && (form || name != formFile) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var parts []string
	for _, name := range names {
		if name == formFile { // the form is the last word of those who need it
			parts = append(parts, d.Instruction)
		}
		parts = append(parts, b[name])
	}
	if !form {
		parts = append(parts, d.Instruction)
	}
	return strings.Join(parts, "\n\n")
}

// Instructions is what a chat model is told before a person's words, for a
// person to read. A folder's files replace ours of the same name; nil for
// none.
func Instructions(folder fs.FS, d dialect.Dialect) (string, error) {
	b, err := readBlocks(folder)
	if err != nil {
		return "", err
	}
	return b.system(d, true), nil
}

// InstructionFiles are our own instructions as files, to copy and change.
func InstructionFiles() fs.FS {
	files, err := fs.Sub(ours, "instructions")
	if err != nil {
		return ours
	}
	return files
}
