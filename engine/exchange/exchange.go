// Package exchange reads and writes collections of prompts as other programs
// have them: AUTOMATIC1111's styles.csv, InvokeAI's presets, plain text, folders
// of pictures, and our own JSON. What it reads is hostile: it is limited here
// and made safe by whoever shows it. engine's commands use it; it imports
// library and picture for their values.
package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"easel/engine/library"
	"easel/engine/picture"
	"easel/engine/problem"
)

// Fault is something that could not be read.
type Fault struct {
	File string
	Line int // from 1; 0 where there are no lines
	Why  string
}

// String is FILE:LINE: why.
func (f Fault) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Why
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Why)
}

// Found is what was read: favourites without ids, and what could not be read.
type Found struct {
	Favourites []library.Favourite
	Faults     []Fault
	Silent     int // pictures that say nothing of what made them
}

func (f *Found) fault(file string, line int, why string) {
	f.Faults = append(f.Faults, Fault{file, line, why})
}

// maxFile is the longest collection that is read, in bytes.
const maxFile = 64 << 20

// Read reads a folder of pictures, one picture, or a file of prompts, whatever
// its name says it is. progress is told how many pictures were looked at; it may
// be nil. An error is a file that cannot be read at all.
func Read(ctx context.Context, path string, progress func(done, total int)) (Found, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Found{}, problem.Wrap(err, problem.Failed, fmt.Sprintf("There is no file or folder %s", path), "Check its name")
	}
	if info.IsDir() {
		return readFolder(ctx, path, progress)
	}
	if isPicture(path) {
		var found Found
		found.picture(path)
		return found, nil
	}
	data, err := readFile(path)
	if err != nil {
		return Found{}, err
	}
	var found Found
	switch text := strings.TrimPrefix(string(data), "\ufeff"); kindOf(path, text) {
	case ".csv":
		found.styles(path, text)
	case ".json":
		found.presets(path, text)
	default:
		found.lines(path, text)
	}
	return found, nil
}

func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err == nil {
		defer file.Close()
		var data []byte
		data, err = io.ReadAll(io.LimitReader(file, maxFile+1))
		switch {
		case err == nil && len(data) > maxFile:
			err = problem.New(problem.Failed, fmt.Sprintf("%s has more than %d MiB", path, maxFile>>20), "Split it into smaller files")
		case err == nil && (!utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0):
			err = problem.New(problem.Failed, path+" is no text in UTF-8", "Save it as UTF-8 and try again")
		case err == nil:
			return data, nil
		}
	}
	if p := (*problem.Problem)(nil); errors.As(err, &p) {
		return nil, p
	}
	return nil, problem.Wrap(err, problem.Failed, fmt.Sprintf("The file %s cannot be read", path), "Check its permissions")
}

// kindOf is the ending of a name; a backup has that of what it is of, and a
// file without a known one says itself what it is.
func kindOf(path, text string) string {
	path = strings.TrimSuffix(strings.ToLower(path), ".bak")
	switch ext := filepath.Ext(path); {
	case ext == ".csv" || ext == ".json" || ext == ".txt":
		return ext
	case strings.HasPrefix(strings.TrimSpace(text), "{"), strings.HasPrefix(strings.TrimSpace(text), "["):
		return ".json"
	case strings.HasPrefix(text, "name,"):
		return ".csv"
	}
	return ".txt"
}

func isPicture(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".png", ".jpg", ".jpeg", ".webp":
		return true
	}
	return false
}

// readFolder reads all pictures of a folder and of those below it. Only their
// headers and texts are read.
func readFolder(ctx context.Context, dir string, progress func(done, total int)) (Found, error) {
	var found Found
	var paths []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			found.fault(path, 0, "it cannot be read")
		case d.Type().IsRegular() && isPicture(path):
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		return found, problem.Of(err)
	}
	for i, path := range paths {
		if err := ctx.Err(); err != nil {
			return found, problem.Of(err)
		}
		if progress != nil {
			progress(i, len(paths))
		}
		found.picture(path)
	}
	return found, nil
}

// picture takes the prompt of a picture.
func (f *Found) picture(path string) {
	info, err := picture.Read(path)
	switch {
	case err != nil:
		f.fault(path, 0, problem.Of(err).Message)
		return
	case info.Made == nil || strings.TrimSpace(info.Made.Prompt) == "":
		f.Silent++
		return
	}
	m := info.Made
	whole, err := filepath.Abs(path)
	if err != nil {
		whole = path
	}
	created := m.Created
	if stat, err := os.Stat(path); err == nil && created.IsZero() {
		created = stat.ModTime()
	}
	recipe := library.Recipe{Source: info.Source, Generator: m.Generator, Model: m.Model, Seed: m.Seed, Width: info.Width, Height: info.Height}
	if recipe.Generator == "" {
		recipe.Generator = info.Source
	}
	var settings []string
	for _, p := range info.Pairs {
		settings = append(settings, p.Key+": "+p.Value)
	}
	recipe.Parameters = strings.Join(settings, ", ")
	f.Favourites = append(f.Favourites, library.Favourite{Text: m.Prompt, Negative: m.Negative, Created: created, Picture: whole, Recipe: recipe})
}

// lines takes one prompt a line.
func (f *Found) lines(path, text string) {
	const most = 100_000 // bytes of a prompt
	n := 0
	for line := range strings.Lines(text) {
		n++
		switch line = strings.TrimSpace(line); {
		case len(line) > most:
			f.fault(path, n, "the line is too long to be a prompt")
		case line != "":
			f.Favourites = append(f.Favourites, library.Favourite{Text: line})
		}
	}
}
