package tui_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"easel/engine/imagegen"
	"easel/tui/tuitest"
)

// copied says whether a text went to the clipboard.
func copied(s *tuitest.Studio, text string) bool {
	return strings.Contains(s.Output(), base64.StdEncoding.EncodeToString([]byte(text)))
}

func TestAPromptIsCopiedForAnotherGenerator(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, _ gate) {
		s.Say("/use A beach at dusk.")
		s.Sees("Used as it is")
		s.Say("/negative people")
		s.Say("/size 3:2")
		s.Say("/seed 7")
		s.Press("tab", "Y")
		s.Sees("Copy written for", "GPT image", "A beach at dusk. A deserted scene.")
		s.Press("down", "down", "down", "down")
		s.Sees("A beach at dusk. --no people --ar 3:2 --seed 7")
		s.Press("enter")
		s.SeesNot("Copy written for")
		s.Sees("Copied, written for Midjourney. Uncertain: Midjourney 8")
		if !copied(s, "A beach at dusk. --no people --ar 3:2 --seed 7") {
			t.Error("it is not on the clipboard")
		}
		s.Press("i")
		s.Say("/copyfor sdxl")
		s.Sees("Copied, written for SDXL")
		if !copied(s, "beach at dusk\nNegative prompt: people") {
			t.Error("the second is not on the clipboard")
		}
		s.Say("/copyfor klingon")
		s.Sees("There is no dialect klingon")
	})
}

func TestAPromptIsCopiedFromCompare(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "c", "right", "Y")
		s.Sees("Copy written for", "by moonrise")
		s.Press("down", "down", "enter")
		s.Sees("Copied, written for Flux")
		if !copied(s, "A painting of a beach sunset: low warm light from the left, calm water, an amber sky, soft shadows on wet sand, "+
			"gouache on rough paper. The same by moonrise, a long exposure.") {
			t.Error("what was looked at is not on the clipboard")
		}
	})
}

func TestALineForMidjourneyIsReadBack(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Paste("a fox in snow, woodcut --ar 3:2 --seed 7 --no people --s 250 --sref https://a.b/c.png")
		s.Sees("Use as it is?", "Read as Midjourney: ratio 3:2, seed 7, without people.", "Midjourney: --s 250, --sref https://a.b/c.png.")
		s.Press("enter")
		s.Sees("Read as Midjourney: ratio 3:2, seed 7, without people. Kept for Midjourney: --s 250", "Without people")
		s.Press("esc")
		s.Sees("a fox in snow, woodcut", "1248x832")
		s.SeesNot("--ar")
	})
}

func TestWhatOnlyMidjourneyKnowsComesBackAfterARewrite(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a fox, woodcut --s 250 --sref https://a.b/c.png") // typed, not pasted
		s.Sees("Use as it is?")
		s.Press("enter")
		s.Sees("Kept for Midjourney")
		s.Say("with a lamp")
		reply.let(wholeReply)
		s.Sees("round 1/1")
		s.Restart()
		s.Sees("a fox, woodcut with a lamp")
		s.Say("/copyfor midjourney")
		s.Sees("Copied, written for Midjourney")
		if !copied(s, "a fox, woodcut with a lamp --s 250 --sref https://a.b/c.png") {
			t.Errorf("it is not on the clipboard whole:\n%s", s.Screen())
		}
	})
}

// bare is a shop that has no field for what must not be there, takes no seed
// and has a short limit.
type bare struct{ shop }

func (b bare) Info() imagegen.Info {
	info := b.shop.Info()
	info.Can.Negative, info.Can.Seed, info.Can.Dialect, info.Can.PromptLimit = false, false, "flux", 60
	return info
}

func TestWhatIsSentIsShownBefore(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		sold := new(sold)
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Image: bare{shop{each: 0.04, sold: sold}}, Env: []string{"EASEL_IMAGE=shop"}})
		s.Say("/use A beach at dusk, with a red boat.")
		s.Sees("current, written for Flux", "8 words")
		s.Say("/negative people, zeppelins")
		s.Sees("Without people, zeppelins.", `positively, "a deserted scene". Left out: the negative zeppelins`, "51/60")
		s.Press("ctrl+g")
		s.Sees(onTheCard, "A beach at dusk, with a red boat. A deserted scene.", "Left out: the negative zeppelins.")
		s.Press("enter")
		s.Sees("Saved")
		if got := sold.texts(); len(got) != 1 || got[0] != "A beach at dusk, with a red boat. A deserted scene." {
			t.Errorf("sent %q", got)
		}
		s.Say("/negative clouds")
		s.Sees("69/60 too long")
		s.Press("ctrl+g")
		s.Sees("takes at most 60")
		s.Say("/use a fox (red:1.2) --ar 3:2 --seed 7")
		s.Sees("shop takes no seed", "written for Stable Diffusion, not Flux")
	})
}
