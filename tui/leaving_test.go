package tui_test

import (
	"testing"

	"easel/tui/style"
	"easel/tui/tuitest"
)

// The tests of this file are about what is left behind: another session, a
// comparison, an edit.

func TestAReplyElsewhereHoldsNoMessageBack(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(2)
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
		s.Say("two foxes in snow")
		s.Sees("two foxes in snow")
		s.SeesNot("next:")
		reply.let(2*wholeReply - 2)
		s.Sees("round 1/1")
	})
}

func TestAPaidGenerationIsAskedAboutFromAnotherSession(t *testing.T) {
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply, paint := make(gate), make(gate)
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply},
			Image: shop{each: 0.04, Painter: tuitest.Painter{Gate: paint}, sold: new(sold)}, Env: []string{"EASEL_IMAGE=shop"}})
		round1(s, reply)
		s.Press("ctrl+g", "enter")
		paint.let(1)
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
		s.Press("ctrl+c")
		s.Sees(askedToStop)
	})
}

func TestAnotherSessionEndsTheComparison(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("ctrl+n")
		s.Sees("What do you want to see?")
		s.Say("two foxes in snow")
		reply.let(wholeReply)
		s.Sees("round 1/1")
		s.Press("tab", "c")
		s.Sees("Compare  ")
		s.Press("ctrl+r")
		s.Sees("2 rows")
		s.Press("down", "enter")
		s.Sees("a beach sunset", "round 1/1", "Prompt ─ current")
		s.SeesNot("Compare  ")
	})
}

func TestANewSessionHasTheCursorInItsInput(t *testing.T) {
	d := drive(t, t.TempDir(), 120, 36, nil)
	d.typeText("a beach sunset")
	d.press("enter")
	d.finish()
	d.press("tab")
	if d.app.View().Cursor != nil {
		t.Fatal("a text cursor in the variations")
	}
	d.press("ctrl+n")
	d.finish()
	if d.app.View().Cursor == nil {
		t.Error("no text cursor where one types")
	}
}

func TestAnEmptyEditIsNotPainted(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "tab", "e", "ctrl+u")
		s.Press("ctrl+g")
		s.Sees("An empty prompt cannot be painted", "Prompt ━ editing")
		s.SeesNot("Saved")
	})
}

func TestMarksStayWithTheirRowsAfterAnEdit(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "down", "space", "down", "space") // A and B
		s.Press("g", "e")
		s.Type(", in fog")
		s.Press("enter")
		s.Sees("as you wrote it")
		s.Press("2", "c")
		s.Sees("A  Moonrise", "B  Loose")
		s.SeesNot("From the air")
	})
}

func TestMarksStayWithTheirRound(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "down", "space", "down", "space", "r") // A and B
		reply.let(wholeReply)
		s.Sees("round 2/2")
		s.SeesNot(style.MarkedMark + "A")
		s.Press("down", "down", "down", "space", "[")
		s.Sees("round 1/2", style.MarkedMark+"A", style.MarkedMark+"B")
		s.SeesNot(style.MarkedMark + "C")
		s.Press("c")
		s.Sees("A  Moonrise", "B  Loose")
		s.SeesNot("From the air")
	})
}

func TestTheRoundBeforeIsSeenWhileOneComes(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("make it night")
		reply.let(replyWords + 2)
		s.Sees("round 2/2, coming")
		s.Press("tab", "]")
		s.Sees("round 2/2, coming")
		s.Press("[")
		s.Sees("round 1/1")
		s.Press("]")
		s.Sees("round 2/2, coming")
		reply.let(wholeReply - replyWords - 2)
	})
}

func TestHelpOfTheComparison(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "c", "?")
		s.Sees("Keys in Compare", "Next column")
	})
}

func TestEachPromptKeepsTheEditThatWasLeft(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "e")
		s.Type(" In fog.")
		s.Press("esc", "2", "down", "e")
		s.Type(" In snow.")
		s.Press("esc", "2", "up", "e")
		s.Sees("In fog.")
		s.Press("esc", "2", "down", "e")
		s.Sees("In snow.")
	})
}

func TestTheColumnIsEditedThoughAnotherRoundCame(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("make it night")
		reply.let(2)
		s.Press("tab", "c", "right", "right")
		reply.let(wholeReply - 2)
		s.Wait(moved)
		s.Press("e")
		s.Sees("Prompt ━ editing", "an amber sky, soft shadows", "loose watercolour")
	})
}

// inPainting is a studio whose free painter waits for the gate.
func inPainting(t *testing.T, test func(s *tuitest.Studio, paint gate)) {
	t.Helper()
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		reply, paint := make(gate), make(gate)
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply}, Image: tuitest.Painter{Gate: paint}})
		round1(s, reply)
		s.Press("ctrl+g")
		paint.let(1)
		test(s, paint)
	})
}

const askedToQuit = "would be lost"

func TestQuittingAsksWhileAFreePictureIsPainted(t *testing.T) {
	inPainting(t, func(s *tuitest.Studio, paint gate) {
		s.Press("ctrl+q")
		s.Sees(askedToQuit)
		s.Press("enter") // stays
		s.SeesNot(askedToQuit)
		close(paint)
		s.Sees("Saved")
		s.Quit() // nothing is lost any more, so nothing is asked
	})
}

func TestQuittingTwiceQuitsWhatPaints(t *testing.T) {
	inPainting(t, func(s *tuitest.Studio, paint gate) {
		s.Press("ctrl+q", "ctrl+q")
		s.Exit()
	})
	t.Run("and so does the answer", func(t *testing.T) {
		inPainting(t, func(s *tuitest.Studio, paint gate) {
			s.Press("ctrl+q", "tab", "enter")
			s.Exit()
		})
	})
}

func TestAFormKeepsWhatIsTypedAtEsc(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "a", "tab")
		s.Type("a linocut")
		s.Press("esc")
		s.Sees("a linocut", "esc again drops what you changed")
		s.Press("esc")
		s.SeesNot("a linocut")
	})
}
