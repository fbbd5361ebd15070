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
