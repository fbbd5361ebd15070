package picture

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"easel/engine/prompt"
)

// Setting is one thing besides the words that made a picture.
type Setting struct {
	Name  string // "seed", or a generator's own name
	Value string
}

// Settings are what else than words made a picture, the most telling first. What
// is not known is not there.
func (m Made) Settings() []Setting {
	var out []Setting
	add := func(name, value string) {
		if value != "" {
			out = append(out, Setting{name, value})
		}
	}
	generator := m.Generator
	if m.Model != "" {
		generator = strings.TrimPrefix(generator+":"+m.Model, ":")
	}
	add("generator", generator)
	if m.Width > 0 && m.Height > 0 {
		add("size", fmt.Sprintf("%dx%d", m.Width, m.Height))
	}
	if m.Seed != nil {
		add("seed", strconv.FormatUint(uint64(*m.Seed), 10))
	}
	add("quality", m.Quality)
	for _, name := range slices.Sorted(maps.Keys(m.Own)) {
		add(name, m.Own[name])
	}
	for _, sum := range m.References {
		add("from", "the picture with the SHA-256 "+sum)
	}
	if m.Mask != "" {
		add("mask", "the file with the SHA-256 "+m.Mask)
	}
	return out
}

// StartsFrom says what it was made from besides words; empty for nothing.
func (m Made) StartsFrom() string { return prompt.StartsFrom(len(m.References), m.Mask != "") }

// Settings are those of what made the picture, and what else the file tells.
func (i Info) Settings() []Setting {
	if i.Made == nil {
		return nil
	}
	made := *i.Made
	if i.Width > 0 {
		made.Width, made.Height = i.Width, i.Height
	}
	out := made.Settings()
	for _, pair := range i.Pairs {
		if i.Source == SourceA1111 && !slices.Contains([]string{"Seed", "Size", "Model"}, pair.Key) {
			out = append(out, Setting{pair.Key, pair.Value})
		}
	}
	return out
}

// SettingChange is a setting that two pictures do not share.
type SettingChange struct {
	Name          string
	Before, After string // empty where it is not known
}

// SettingChanges are the settings in which one picture differs from another, in
// the order of the first, and then what the second alone has.
func SettingChanges(before, after []Setting) []SettingChange {
	var out []SettingChange
	for _, s := range gathered(before) {
		if other := valueOf(after, s.Name); other != s.Value {
			out = append(out, SettingChange{s.Name, s.Value, other})
		}
	}
	for _, s := range gathered(after) {
		if valueOf(before, s.Name) == "" {
			out = append(out, SettingChange{Name: s.Name, After: s.Value})
		}
	}
	return out
}

// gathered are settings with all values of a name in the place of its first.
func gathered(all []Setting) []Setting {
	var out []Setting
	for _, s := range all {
		if !slices.ContainsFunc(out, func(o Setting) bool { return o.Name == s.Name }) {
			out = append(out, Setting{s.Name, valueOf(all, s.Name)})
		}
	}
	return out
}

func valueOf(all []Setting, name string) string {
	var values []string
	for _, s := range all {
		if s.Name == name {
			values = append(values, s.Value)
		}
	}
	return strings.Join(values, ", ")
}

// AxisChanges are the axes on which two prompts do not decide alike, by name.
func AxisChanges(before, after map[string]string) []SettingChange {
	var out []SettingChange
	for name, value := range before {
		if after[name] != value {
			out = append(out, SettingChange{name, value, after[name]})
		}
	}
	for name, value := range after {
		if _, ok := before[name]; !ok && value != "" {
			out = append(out, SettingChange{Name: name, After: value})
		}
	}
	slices.SortFunc(out, func(a, b SettingChange) int { return cmp.Compare(a.Name, b.Name) })
	return out
}
