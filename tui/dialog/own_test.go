package dialog

import (
	"testing"

	"easel/engine/catalog"
	"easel/engine/prompt"
	"easel/tui/intent"
)

// diffusionSettings is a form with the parameters of a server that has lists of
// its own.
func diffusionSettings(own map[string]string) *Form {
	can := sketchCan()
	can.Seed, can.Negative = false, false
	can.Parameters = []catalog.Parameter{
		{Name: "sampler", Title: "Sampler", Open: true},
		{Name: "steps", Title: "Steps", Kind: catalog.Integer, Min: 1, Max: 150, Default: "20"},
	}
	return NewSettings(prompt.Settings{Width: 1024, Height: 1024, Count: 1, Own: own}, "", can, parseSize)
}

var lists = map[string][]string{"sampler": {"Euler a", "DPM++ 2M", "DPM++ SDE", "evil\x1b[31m"}, "steps": nil, "model": {"x"}}

func TestTheServersWordsAreOffered(t *testing.T) {
	d := diffusionSettings(nil)
	press(d, "down", "down")
	asks(t, press(d, "right", "enter")) // nothing to go through yet

	d = diffusionSettings(nil)
	press(d, "down", "down")
	d.Offer(lists)
	asks(t, press(d, "right", "right", "enter"), intent.SetOwn{Name: "sampler", Value: "DPM++ 2M"})

	d = diffusionSettings(nil)
	d.Offer(lists)
	asks(t, press(d, "enter"))

	d = diffusionSettings(map[string]string{"sampler": "Euler a"})
	d.Offer(lists)
	press(d, "down", "down")
	asks(t, press(d, "left", "enter"), intent.SetOwn{Name: "sampler"})
}

func TestAPartOfAWordIsEnough(t *testing.T) {
	d := diffusionSettings(nil)
	d.Offer(lists)
	press(d, "down", "down")
	typeText(d, "dpm")
	asks(t, press(d, "right", "right", "right", "right", "enter"), intent.SetOwn{Name: "sampler", Value: "DPM++ SDE"})

	d = diffusionSettings(nil)
	d.Offer(lists)
	press(d, "down", "down")
	typeText(d, "UniPC") // of a later server
	asks(t, press(d, "enter"), intent.SetOwn{Name: "sampler", Value: "UniPC"})
}

// What a person types meanwhile stays.
func TestWordsThatComeLate(t *testing.T) {
	d := diffusionSettings(nil)
	press(d, "down", "down")
	typeText(d, "LMS")
	d.Offer(lists)
	press(d, "down")
	typeText(d, "30")
	d.Offer(nil)
	asks(t, press(d, "enter"), intent.SetOwn{Name: "sampler", Value: "LMS"}, intent.SetOwn{Name: "steps", Value: "30"})
}

func TestTheMaskIsAFieldWhereThereCanBeOne(t *testing.T) {
	can := sketchCan()
	can.Seed, can.Negative = false, false
	now := prompt.Settings{Width: 1024, Height: 1024, Count: 1}
	if d := NewSettings(now, "", can, parseSize); len(d.fields) != 2 {
		t.Errorf("there are %d fields", len(d.fields))
	}
	can.Mask = true
	d := NewSettings(now, "", can, parseSize)
	press(d, "up")
	typeText(d, "~/sky mask.png")
	asks(t, press(d, "enter"), intent.SetMask{File: "~/sky mask.png"})

	can.Mask = false // of another generator, so that it can be taken away
	now.Mask = &prompt.Reference{Path: "/sky\x1b[2J.png"}
	d = NewSettings(now, "", can, parseSize)
	press(d, "up")
	asks(t, press(d, "enter")) // it stays as it is
	d = NewSettings(now, "", can, parseSize)
	press(d, "up")
	asks(t, press(d, "backspace", "enter"), intent.SetMask{File: "none"})
	d = NewSettings(now, "", can, parseSize)
	press(d, "up")
	typeText(d, "None")
	asks(t, press(d, "enter"), intent.SetMask{File: "none"})
}
