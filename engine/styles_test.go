package engine_test

import (
	"testing"

	"easel/engine/library"
)

func TestFavouritesStandForTheirNames(t *testing.T) {
	d := newDesk(t)
	for name, f := range map[string]library.Favourite{
		"watercolour": {Text: "{prompt}, loose watercolour"},
		"photo":       {Text: "a photo of {prompt}, 35mm film", Negative: "text, watermark"},
		"grain":       {Text: "fine grain"},
	} {
		f.ID, f.Name = name, name
		_, _, err := d.lib.Keep(t.Context(), f)
		ok(t, err)
	}
	for _, test := range []struct {
		message string
		idea    bool
		want    string
		only    bool
		unknown string
	}{
		{message: "a fox in snow {watercolour}", idea: true, want: "a fox in snow, loose watercolour"},
		{message: "{watercolour} a fox", idea: true, want: "a fox, loose watercolour"},
		{message: "a fox, {watercolour}, {grain}", idea: true, want: "a fox, loose watercolour, fine grain"},
		{message: "a fox in snow {photo}", idea: true, want: "a photo of a fox in snow, 35mm film, without text and watermark"},
		{message: "a fox as {watercolour}", idea: true, want: "a fox as loose watercolour"},
		{message: "a fox in snow {watercolour}", want: "a fox in snow, loose watercolour"},
		{message: "paint it as {watercolour}, at night", want: "paint it as loose watercolour, at night"},
		{message: "{watercolour} and make it night {grain}", want: "loose watercolour and make it night, fine grain"},
		{message: "make it night.\n{grain}", want: "make it night.\nfine grain"},
		{message: "{watercolour} + {grain}", idea: true, want: "loose watercolour + fine grain", only: true},
		{message: "a fox {nobody} {watercolour} {other}", idea: true, want: "a fox {nobody} {other}, loose watercolour", unknown: "{nobody}"},
		{message: "a fox {nobody}", want: "a fox {nobody}", unknown: "{nobody}"},
		{message: "a {red|blue} fox", want: "a {red|blue} fox"},
	} {
		got, err := d.studio.Expand(t.Context(), test.message, test.idea)
		ok(t, err)
		if got.Text != test.want || got.Only != test.only || got.Unknown != test.unknown {
			t.Errorf("%q (an idea: %t): %+v, want %q", test.message, test.idea, got, test.want)
		}
	}
}
