package config

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Settings is what a person can set for good. Each field is one [Key].
type Settings struct {
	Chat        string  // prompt generator, NAME or NAME:MODEL
	Image       string  // image generator, NAME or NAME:MODEL
	Also        string  // image generators that get each prompt of the studio with it, with commas between; or None
	Size        string  // as ParseSize reads it
	Count       int     // pictures of a generation
	Variations  int     // of a round, 1 to 12
	Theme       string  // "auto" or a theme's name
	Pictures    string  // how pictures are shown: "auto", "kitty", "half", "off"
	PicturesDir string  // where pictures are saved, absolute once loaded
	Mouse       bool    // clicks and the wheel are Easel's, not the terminal's
	Paint       string  // when the screen is drawn: "demand", "ticker"
	ConfirmOver float64 // USD; a generation that costs more is asked about first

	BudgetSession float64 // USD that one session may spend; infinity is no limit
	BudgetDay     float64 // USD that one day may spend; infinity is no limit
}

// Key is one setting as people name it.
type Key struct {
	Name    string // in the config file
	Default string // as text; empty where it depends on the machine
	Help    string // one sentence without its full stop
	Env     string // the environment variable
	Flag    string // of the commands; empty for none
}

// Keys lists every setting in the order in which they are shown.
func Keys() []Key {
	var keys []Key
	for _, s := range table() {
		keys = append(keys, s.Key)
	}
	return keys
}

// kind is the TOML type of a setting.
type kind string

const (
	aText   kind = "a text in quotes"
	aFolder kind = "a folder in quotes"
	aWhole  kind = "a whole number"
	aNumber kind = "a number"
	aYesNo  kind = "true or false"
)

// setting is a Key and what belongs to it.
type setting struct {
	Key
	kind kind
	get  func(Settings) string
	put  func(*Settings, string) error // the error continues "NAME must be ..."
}

func table() []setting {
	return []setting{
		text("chat", "composer", "Prompt generator: composer is built in, NAME:MODEL chooses a model", "--chat",
			func(s *Settings) *string { return &s.Chat }, generatorName),
		text("image", "sketch", "Image generator: sketch is built in, NAME:MODEL chooses a model", "--image",
			func(s *Settings) *string { return &s.Image }, generatorName),
		text("also", None, "Image generators that get each prompt of the studio at once with image, with commas between; none is none", "",
			func(s *Settings) *string { return &s.Also }, generatorNames),
		text("size", "1024x1024", "Size of pictures in pixels, or a ratio such as 3:2", "--size",
			func(s *Settings) *string { return &s.Size }, size),
		whole("count", "1", "Pictures of one generation, 1 to 100", "-n", 1, 100,
			func(s *Settings) *int { return &s.Count }),
		whole("variations", "4", "Variations of one round, 1 to 12", "-n", 1, 12,
			func(s *Settings) *int { return &s.Variations }),
		text("theme", "auto", "Theme: auto follows the terminal's background, easel themes lists the names", "--theme",
			func(s *Settings) *string { return &s.Theme }, name),
		text("pictures", "auto", "Pictures in the terminal: auto, kitty, half (blocks) or off", "--pictures",
			func(s *Settings) *string { return &s.Pictures }, oneOf("auto", "kitty", "half", "off")),
		folder("pictures_dir", "", "Folder for saved pictures; without it, easel in the pictures folder", "--out",
			func(s *Settings) *string { return &s.PicturesDir }),
		yesNo("mouse", "true", "Clicks and the wheel work in Easel; false leaves them to the terminal", "",
			func(s *Settings) *bool { return &s.Mouse }),
		text("paint", "demand", "When the screen is painted: demand is at once, ticker is 60 times a second, as always on Windows", "",
			func(s *Settings) *string { return &s.Paint }, oneOf("demand", "ticker")),
		number("confirm_over", "0", "Ask before a generation that costs more than this, in US dollars", "", 1e6,
			func(s *Settings) *float64 { return &s.ConfirmOver }),
		limit("budget.session", "Most US dollars that one session may spend, inf is no limit",
			func(s *Settings) *float64 { return &s.BudgetSession }),
		limit("budget.day", "Most US dollars that one day may spend, inf is no limit",
			func(s *Settings) *float64 { return &s.BudgetDay }),
	}
}

func newKey(name, otherwise, help, flag string) Key {
	return Key{Name: name, Default: otherwise, Help: help, Env: "EASEL_" + strings.ToUpper(plain(name)), Flag: flag}
}

// plain is a name without the dots that stand for tables.
func plain(name string) string { return strings.ReplaceAll(name, ".", "_") }

func text(name, otherwise, help, flag string, at func(*Settings) *string, check func(string) error) setting {
	return setting{newKey(name, otherwise, help, flag), aText,
		func(s Settings) string { return *at(&s) },
		func(s *Settings, v string) error {
			if err := check(v); err != nil {
				return err
			}
			if err := oneLine(v); err != nil {
				return err
			}
			*at(s) = v
			return nil
		}}
}

func oneLine(v string) error {
	if !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl) {
		return errors.New("a text without control characters")
	}
	return nil
}

func folder(name, otherwise, help, flag string, at func(*Settings) *string) setting {
	s := text(name, otherwise, help, flag, at, func(string) error { return nil })
	s.kind = aFolder
	return s
}

func whole(name, otherwise, help, flag string, least, most int, at func(*Settings) *int) setting {
	return setting{newKey(name, otherwise, help, flag), aWhole,
		func(s Settings) string { return strconv.Itoa(*at(&s)) },
		func(s *Settings, v string) error {
			n, err := strconv.ParseInt(v, 10, 32)
			if err != nil || int(n) < least || int(n) > most {
				return fmt.Errorf("a whole number from %d to %d", least, most)
			}
			*at(s) = int(n)
			return nil
		}}
}

func number(name, otherwise, help, flag string, most float64, at func(*Settings) *float64) setting {
	return setting{newKey(name, otherwise, help, flag), aNumber,
		func(s Settings) string { return strconv.FormatFloat(*at(&s), 'f', -1, 64) },
		func(s *Settings, v string) error {
			f, err := strconv.ParseFloat(v, 64)
			if err != nil || !(f >= 0 && f <= most) { // so that NaN is refused too
				return fmt.Errorf("a number from 0 to %.0f, such as 0.25", most)
			}
			*at(s) = f
			return nil
		}}
}

// limit is an amount of US dollars that may be infinite. It is never none by
// default of being 0: who sets 0 wants nothing to be paid.
func limit(name, help string, at func(*Settings) *float64) setting {
	return setting{newKey(name, "inf", help, ""), aNumber,
		func(s Settings) string {
			if math.IsInf(*at(&s), 1) {
				return "inf"
			}
			return strconv.FormatFloat(*at(&s), 'f', -1, 64)
		},
		func(s *Settings, v string) error {
			f, err := strconv.ParseFloat(strings.TrimPrefix(v, "+"), 64)
			if err != nil || !(f >= 0) {
				return errors.New("an amount from 0 in US dollars such as 2.50, or inf for no limit")
			}
			*at(s) = f
			return nil
		}}
}

func yesNo(name, otherwise, help, flag string, at func(*Settings) *bool) setting {
	return setting{newKey(name, otherwise, help, flag), aYesNo,
		func(s Settings) string { return strconv.FormatBool(*at(&s)) },
		func(s *Settings, v string) error {
			switch strings.ToLower(v) {
			case "true", "yes", "on", "1":
				*at(s) = true
			case "false", "no", "off", "0":
				*at(s) = false
			default:
				return errors.New("true or false")
			}
			return nil
		}}
}

func oneOf(words ...string) func(string) error {
	return func(v string) error {
		if slices.Contains(words, v) {
			return nil
		}
		last := len(words) - 1
		return fmt.Errorf("%s or %s", strings.Join(words[:last], ", "), words[last])
	}
}

func name(v string) error {
	if v == "" || strings.ContainsFunc(v, unicode.IsSpace) {
		return errors.New("a name without spaces")
	}
	return nil
}

func generatorName(v string) error {
	generator, model, hasModel := strings.Cut(v, ":")
	if name(generator) != nil || hasModel && strings.TrimSpace(model) == "" {
		return errors.New("a generator's NAME or NAME:MODEL")
	}
	return nil
}

// None is what a setting with names says that has none.
const None = "none"

func generatorNames(v string) error {
	for each := range strings.SplitSeq(v, ",") {
		if generatorName(each) != nil {
			return errors.New("generators as NAME or NAME:MODEL, with commas between")
		}
	}
	return nil
}

func size(v string) error {
	const someArea = 1 << 20
	if _, _, err := ParseSize(v, someArea); err != nil {
		return fmt.Errorf("a size in pixels such as 1536x1024 with sides from %d to %d, or a ratio such as 3:2 up to %d:1", minSide, maxSide, maxRatio)
	}
	return nil
}

// Defaults is every setting before anybody set it. PicturesDir is empty.
func Defaults() Settings {
	var s Settings
	for _, each := range table() {
		if err := each.put(&s, each.Default); err != nil {
			panic(fmt.Sprintf("config: the default of %s must be %v", each.Name, err)) // a mistake in the table above
		}
	}
	return s
}

// Value is a setting as text, as it would stand in the environment; empty for
// a key that does not exist.
func (s Settings) Value(key string) string {
	for _, each := range table() {
		if each.Name == key {
			return each.get(s)
		}
	}
	return ""
}
