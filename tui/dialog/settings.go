package dialog

import (
	"cmp"
	"strconv"
	"strings"

	"easel/engine/catalog"
	"easel/engine/prompt"
	"easel/tui/intent"
	"easel/tui/term"
)

// ParseSize reads "1536x1024" or a ratio such as "3:2" as a size in pixels.
type ParseSize func(text string) (width, height int, err error)

// SettingsID is the id of the form that [NewSettings] makes.
const SettingsID = "settings"

// settings makes the fields for what a generation is asked for.
type settings struct {
	can   catalog.Capabilities
	parse ParseSize
}

// NewSettings makes the form for what the next generation is asked for, as the
// settings are now. It only has the fields that the image generator knows.
// Sizes are read by parse, so that the form and the commands agree on what a
// ratio is.
func NewSettings(now prompt.Settings, negative string, can catalog.Capabilities, parse ParseSize) *Form {
	d := settings{can, parse}
	fields := []*field{d.sizeField(now), d.countField(now)}
	if len(can.Qualities) > 0 {
		fields = append(fields, d.qualityField(now))
	}
	if can.Seed {
		fields = append(fields, d.seedField(now))
	}
	if can.Negative {
		fields = append(fields, d.negativeField(negative))
	}
	if can.Mask || now.Mask != nil {
		fields = append(fields, maskField(now.Mask))
	}
	for _, p := range can.Parameters {
		fields = append(fields, ownField(p, now.Own[p.Name]))
	}
	return newForm(SettingsID, "Settings of the next generation", fields)
}

func (d settings) sizeField(now prompt.Settings) *field {
	before := sizeText(now.Width, now.Height)
	presets := make([]string, len(d.can.Presets))
	for i, p := range d.can.Presets {
		presets[i] = sizeText(p.Width, p.Height)
	}
	f := newField("Size", before, before)
	f.replaces = true
	f.hint = d.sidesText()
	f.step = func(text string, delta int) string { return stepThrough(presets, text, delta) }
	f.read = d.readSize
	f.beside = func(text string) string {
		value, err := d.readSize(text)
		if err != "" {
			return ""
		}
		if strings.Contains(text, ":") {
			return value
		}
		return ratioText(value)
	}
	f.set = func(value string) intent.Intent { return intent.SetSize{Size: value} }
	return f
}

func (d settings) countField(now prompt.Settings) *field {
	before := strconv.Itoa(now.Count)
	most := max(d.can.MaxCount, 1)
	f := newField("Pictures", before, before)
	f.replaces = true
	f.hint = "1 to " + strconv.Itoa(most) + " pictures in one generation."
	if most == 1 {
		f.hint = "This generator paints one picture at a time."
	}
	f.read = func(text string) (string, string) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > most {
			return "", f.hint
		}
		return strconv.Itoa(n), ""
	}
	f.step = func(text string, delta int) string {
		n, err := strconv.Atoi(text)
		if err != nil {
			return before
		}
		return strconv.Itoa(max(1, min(n+delta, most)))
	}
	f.set = func(value string) intent.Intent { return intent.SetCount{Count: value} }
	return f
}

// theDefault is what the field for the quality says when none is asked for.
const theDefault = "default"

func (d settings) qualityField(now prompt.Settings) *field {
	f := choiceField("Quality", now.Quality, d.can.Qualities)
	f.set = func(value string) intent.Intent { return intent.SetQuality{Quality: value} }
	return f
}

func (d settings) seedField(now prompt.Settings) *field {
	before := ""
	if now.Seed != nil {
		before = strconv.FormatUint(uint64(*now.Seed), 10)
	}
	f := newField("Seed", before, before)
	f.replaces = true
	f.input.Placeholder = "new each time"
	f.hint = "A number paints the same again; empty draws a new one."
	f.read = func(text string) (string, string) {
		if text == "" || strings.EqualFold(text, "new") {
			return "", ""
		}
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			return "", "A seed is a whole number from 0 to 4294967295."
		}
		return strconv.FormatUint(n, 10), ""
	}
	f.set = func(value string) intent.Intent { return intent.SetSeed{Seed: value} }
	return f
}

func (d settings) negativeField(negative string) *field {
	f := newField("Negative", negative, strings.TrimSpace(term.Safe(negative)))
	f.input.Placeholder = "nothing"
	f.input.MaxRows = 3
	f.hint = "What must not be in the picture, with commas between."
	f.read = func(text string) (string, string) { return text, "" }
	f.set = func(value string) intent.Intent { return intent.SetNegative{Text: value} }
	return f
}

// noMask is the word for changing the whole picture.
const noMask = "none"

func maskField(now *prompt.Reference) *field {
	before := ""
	if now != nil {
		before = term.SafeLine(now.Path)
	}
	f := newField("Mask", before, before)
	f.replaces = true
	f.input.Placeholder = noMask
	f.input.MaxRows = 3
	f.hint = "A PNG, transparent or white where a picture may change."
	f.read = func(text string) (string, string) {
		if strings.EqualFold(text, noMask) {
			return "", ""
		}
		return text, ""
	}
	f.set = func(value string) intent.Intent { return intent.SetMask{File: cmp.Or(value, noMask)} }
	return f
}
