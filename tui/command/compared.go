package command

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"easel/engine/picture"
	"easel/engine/problem"
	"easel/engine/prompt"
)

// compared is a prompt, or a picture with the prompt that made it.
type compared struct {
	text, negative string
	path           string // of a picture; empty for a prompt
	axes           map[string]string
	settings       []picture.Setting
}

func (c compared) picture() bool { return c.path != "" }

// read takes a text for a prompt, unless it names a picture.
func (o *compareCommand) read(ctx context.Context, text string) (compared, error) {
	if !namesPicture(text) {
		return compared{text: text}, nil
	}
	stat, err := os.Stat(text)
	switch {
	case err != nil && strings.ContainsAny(text, " \t\n"): // a prompt that ends in .png, sooner than a file that is not there
		return compared{text: text}, nil
	case err != nil:
		return compared{}, problem.Wrap(err, problem.Failed, "There is no picture "+text, "Name a file that is there, or write the prompt in words")
	case !stat.Mode().IsRegular():
		return compared{text: text}, nil
	}
	info, err := o.madeBy(ctx, text)
	if err != nil {
		return compared{}, err
	}
	path, err := filepath.Abs(text)
	if err != nil {
		path = text
	}
	return compared{text: info.Made.Prompt, negative: info.Made.Negative, path: path, axes: info.Made.Axes, settings: info.Settings()}, nil
}

// namesPicture says whether a text ends as the name of a picture does.
func namesPicture(text string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg", ".webp", ".gif"}, strings.ToLower(filepath.Ext(text)))
}

// comparison is what differs between two of them.
type comparison struct {
	text, negative []prompt.Hunk
	axes, settings []picture.SettingChange
}

// differenceOf tells axes and settings of two pictures alone: a prompt in words
// has none that are known.
func differenceOf(base, other compared) comparison {
	d := comparison{text: prompt.Diff(base.text, other.text)}
	if base.negative+other.negative != "" {
		d.negative = prompt.Diff(base.negative, other.negative)
	}
	if base.picture() && other.picture() {
		d.axes = picture.AxisChanges(base.axes, other.axes)
		d.settings = picture.SettingChanges(base.settings, other.settings)
	}
	return d
}

// fact is one thing besides the text that differs.
type fact struct {
	name  string
	hunks []prompt.Hunk
}

// facts are what differs besides the text, to be told a line each.
func (d comparison) facts() []fact {
	var out []fact
	if slices.ContainsFunc(d.negative, func(h prompt.Hunk) bool { return h.Op != prompt.Equal }) {
		out = append(out, fact{"negative", d.negative})
	}
	for _, c := range slices.Concat(d.settings, d.axes) {
		f := fact{name: c.Name}
		if c.Before != "" {
			f.hunks = append(f.hunks, prompt.Hunk{Op: prompt.Delete, Text: c.Before})
		}
		if c.After != "" {
			f.hunks = append(f.hunks, prompt.Hunk{Op: prompt.Insert, Text: c.After})
		}
		out = append(out, f)
	}
	return out
}
