package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"easel/tui/tuitest"
)

// The tests of this file are about what a person wrote and has not sent: nothing
// that arrives, and nothing that is opened, takes it away.

func TestADraftStaysWhenARoundArrives(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(2)
		s.Type("half a thought")
		reply.let(wholeReply - 2)
		s.Sees("round 1/1", "> half a thought")
		s.Press("tab", "down", "enter", "u", "i")
		s.Sees("> half a thought")
	})
}

func TestAnEditThatWasLeftStaysWhenARoundArrives(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "e", "ctrl+e")
		s.Type(" Kites.")
		s.Press("esc", "i")
		s.Say("make it night")
		reply.let(wholeReply)
		s.Sees("round 2/2")
		s.Press("esc", "[", "e")
		s.Sees("Prompt ━ editing", "Kites.")
		s.Press("enter")
		s.Sees("Edited by hand", "Kites.")
		s.Press("u")
		s.Sees("moonlit sky") // the round is there as well
	})
}

func TestAPastedPromptStaysWhenARoundArrives(t *testing.T) {
	forty := strings.TrimSpace(strings.Repeat("silver light on dry sand ", 8))
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(2)
		s.Paste(forty)
		s.Sees("Use as it is?")
		reply.let(wholeReply - 2)
		s.Sees("Use as it is?")
		s.Press("enter")
		s.Sees("Used as it is: silver light", "40 words", "round 1/1")
		s.Press("esc", "u")
		s.Sees("A painting of a beach sunset")
	})
}

// TestAPromptUsedAsItIsIsRewrittenByNothing uses one while a message is being
// answered that was said about another.
func TestAPromptUsedAsItIsIsRewrittenByNothing(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("make it night")
		reply.let(2)
		s.Say("/use two red boats")
		s.Sees("Used as it is: two red boats")
		reply.let(wholeReply - 2)
		s.Sees("round 2/2")
		s.Press("esc", "T")
		s.Sees("two red boats", "used as it is")
		s.Press("up", "enter")
		s.Sees("* two red boats; nothing is lost")
	})
}

func TestAPromptFromThePaletteLeavesTheDraft(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Type("half a thought")
		for _, from := range []string{"", "T", "c"} { // from the chat, the tree and the comparison
			if from != "" {
				s.Press("tab", from)
			}
			s.Press("ctrl+p")
			s.Type("use a text")
			s.Press("enter")
			s.Type("two red boats" + from)
			s.Press("enter", "esc")
			s.Sees("Used as it is: two red boats"+from, "> half a thought")
			s.Press("1")
		}
	})
}

func TestAPasteOverTheStudioGoesIntoTheChat(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		for _, key := range []string{"c", "T"} {
			s.Press("tab", key)
			s.Paste("half, ")
			s.Sees("Pasted into the chat: esc goes there")
			s.Press("esc")
		}
		s.Sees("> half, half,")
	})
}

// TestWhatIsTypedWhileASessionOpensIsForThatOne types on before the new session
// is there.
func TestWhatIsTypedWhileASessionOpensIsForThatOne(t *testing.T) {
	d := drive(t, t.TempDir(), 120, 36, nil)
	d.typeText("a beach sunset")
	d.press("enter")
	d.finish()
	d.typeText("half a thought")
	d.send(keyPress("ctrl+n"))
	d.typeText("two foxes")
	d.send(tea.PasteMsg{Content: " in snow"})
	if frame := d.app.View().Content; strings.Contains(frame, "two foxes") {
		t.Fatal("the session was there at once, so this tries nothing")
	}
	d.finish()
	if frame := d.app.View().Content; !strings.Contains(frame, "two foxes in snow") || strings.Contains(frame, "half a thought") {
		t.Errorf("what was typed meanwhile is not in the new session:\n%s", frame)
	}
	d.press("enter")
	d.finish()
	d.press("ctrl+r")
	d.finish()
	d.press("enter")
	d.finish()
	if frame := d.app.View().Content; !strings.Contains(frame, "half a thought") {
		t.Errorf("the draft of the first session is gone:\n%s", frame)
	}
}

func TestEditsOfSeveralPromptsOutliveTheProgram(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "e", "ctrl+e")
		s.Type(" Kites.")
		s.Press("esc", "2", "down", "e", "ctrl+e")
		s.Type(" Gulls.")
		s.Press("esc")
		s.Restart()
		s.Sees("Prompt ━ editing", "Gulls.")
		s.Press("esc", "2", "g", "e")
		s.Sees("Prompt ━ editing", "Kites.")
	})
}

func TestSettingsAreTakenUpAgain(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(wholeReply)
		s.Say("/size 3:2")
		s.Say("/count 2")
		s.Say("/seed 7")
		s.Sees("2 pictures 1248x832 seed 7")
		s.Restart()
		s.Sees("resumed", "2 pictures 1248x832 seed 7")
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
	})
}
