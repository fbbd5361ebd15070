package openai

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sashabaranov/go-openai"

	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// take handles the parts of an answer that are whole.
func (ro *round) take(parts []part) {
	for _, p := range parts {
		switch p.kind {
		case replyPart:
			ro.reply(p.text)
		case promptPart:
			ro.takeRewrite(p.text)
		case variationPart:
			if ro.rewrite == nil {
				ro.waiting = append(ro.waiting, p.text)
			} else {
				ro.takeVariation(p.text)
			}
		}
		if ro.stopped {
			return
		}
	}
}

// reply gives the next piece of the reply. That of a repair is about the
// repair and nobody's business, unless there was none before.
func (ro *round) reply(text string) {
	if len(ro.said) < longestRefusal {
		ro.said += text
	}
	if ro.replyLength += len(text); text != "" && !ro.muted {
		ro.replied = true
		ro.emit(promptgen.ReplyText{Text: text})
	}
}

func (ro *round) takeRewrite(raw string) {
	if ro.rewrite != nil { // there already, or another round from what is there
		return
	}
	c, ok := parseCandidate(raw)
	if !ok {
		ro.complain(complaint{text: `"prompt" is not of the form that was asked for.`, hard: true, form: true})
		return
	}
	p := c.prompt(ro.r.Current.Locks)
	if faults := append(ro.faults(`"prompt"`, p), ro.decisionFaults(p)...); len(faults) > 0 {
		ro.complain(faults...)
		if slices.ContainsFunc(faults, func(c complaint) bool { return c.lock != "" }) {
			ro.refused = p.Text
		}
		return
	}
	ro.settle(p)
}

// settle gives the rewritten prompt, and the variations that waited for it.
func (ro *round) settle(p prompt.Prompt) {
	ro.rewrite = &p
	if !ro.emit(promptgen.Rewritten{Prompt: p.Clone()}) {
		return
	}
	waiting := ro.waiting
	ro.waiting = nil
	for _, raw := range waiting {
		if ro.takeVariation(raw); ro.stopped {
			return
		}
	}
}

func (ro *round) takeVariation(raw string) {
	where := fmt.Sprintf("Variation %d", ro.seen+1)
	if ro.seen++; len(ro.good) >= ro.r.Variations {
		return
	}
	c, ok := parseCandidate(raw)
	if !ok {
		ro.complain(complaint{text: where + " is not of the form that was asked for.", hard: true, form: true})
		return
	}
	v := prompt.Variation{Prompt: c.prompt(ro.r.Current.Locks), Differs: differing(ro.rewrite.Axes, c.axes)}
	v.Axes = maps.Clone(ro.rewrite.Axes)
	if v.Axes == nil {
		v.Axes = make(map[prompt.Axis]string)
	}
	maps.Copy(v.Axes, c.axes)
	faults := ro.variationFaults(where, v, c.axes)
	if len(faults) == 0 {
		ro.give(v)
		return
	}
	ro.complain(faults...)
	for _, f := range faults {
		if f.hard {
			return
		}
	}
	ro.soft = append(ro.soft, v)
}

func (ro *round) give(v prompt.Variation) {
	ro.good = append(ro.good, v)
	v.Prompt = v.Clone()
	ro.emit(promptgen.Varied{Variation: v})
}

// repair is the wrong answer with what is wrong about it, and what is wanted
// now: only what is missing.
func (ro *round) repair() []openai.ChatCompletionMessage {
	var b strings.Builder
	b.WriteString(ro.g.blocks[repairFile])
	for _, c := range ro.complaints {
		b.WriteString("\n- " + c.text)
	}
	missing := ro.r.Variations - len(ro.good)
	if ro.rewrite != nil {
		fmt.Fprintf(&b, "\n\"prompt\" is right; repeat it. Give exactly %d variations now, and none of these again:", missing)
		for _, v := range ro.good {
			b.WriteString("\n- " + v.Title)
		}
	} else {
		fmt.Fprintf(&b, "\nGive \"prompt\" and exactly %d variations.", missing)
	}
	b.WriteString("\n\n" + ro.g.blocks[formFile])
	ro.muted = ro.replied
	ro.waiting = nil
	wrong := strings.TrimSpace(withoutThoughts(ro.answer.String()))
	messages := []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: b.String()}}
	if wrong != "" { // some servers refuse an empty turn
		wrong = string([]rune(wrong)[:min(len([]rune(wrong)), ro.mostRepeated())])
		messages = append([]openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleAssistant, Content: wrong}}, messages...)
	}
	return messages
}

// mostRepeated is how much of a wrong answer is shown to its model again, in
// characters: of one that ran on only its beginning.
func (ro *round) mostRepeated() int {
	if slices.ContainsFunc(ro.complaints, func(c complaint) bool { return c.form }) {
		return 600
	}
	return promptgen.MostCharacters
}

// close fills the round up with what is nearly right and says what is missing.
func (ro *round) close() {
	if (ro.rewrite == nil || ro.nothing()) && !ro.whole() {
		if ro.refused == "" || ro.emit(promptgen.ReplyText{Text: "\n(It wrote this, which changes locked words and was not taken: " + ro.refused + ")"}) {
			ro.yield(nil, ro.unusable())
		}
		return
	}
	for _, v := range ro.soft {
		if ro.rewrite == nil || len(ro.good) >= ro.r.Variations {
			break
		}
		if ro.fresh(v) {
			if ro.give(v); ro.stopped {
				return
			}
		}
	}
	for _, note := range ro.notes() {
		if !ro.emit(promptgen.ReplyText{Text: "\n" + note}) {
			return
		}
	}
}

// fresh says whether no variation that was given is the same.
func (ro *round) fresh(v prompt.Variation) bool {
	for _, other := range ro.good {
		if normal(other.Text) == normal(v.Text) {
			return false
		}
	}
	return true
}

// notes is what the person should know about the round.
func (ro *round) notes() []string {
	var out []string
	if missing := ro.r.Variations - len(ro.good); ro.rewrite != nil && missing > 0 {
		out = append(out, fmt.Sprintf("(%s gave %d of %d variations that could be used%s.)", ro.g.options.Title, len(ro.good), ro.r.Variations, ro.broken()))
	}
	switch {
	case ro.leftOut == 1:
		out = append(out, "(The oldest message no longer fits what the model can read and was left out.)")
	case ro.leftOut > 1:
		out = append(out, fmt.Sprintf("(The oldest %d messages no longer fit what the model can read and were left out.)", ro.leftOut))
	}
	return out
}

// broken names the lock that was changed; empty for none.
func (ro *round) broken() string {
	for _, c := range ro.complaints {
		if c.lock != "" {
			return fmt.Sprintf("; others changed the locked words %q", c.lock)
		}
	}
	return ""
}

// unusable is the problem of an answer that was wrong twice.
func (ro *round) unusable() error {
	title := ro.g.options.Title
	for _, c := range ro.complaints {
		if c.lock != "" {
			return problem.New(problem.Failed, fmt.Sprintf("%s changed the locked words %q", title, c.lock), "Unlock them, or say it in other words")
		}
	}
	if strings.TrimSpace(withoutThoughts(ro.answer.String())) == "" {
		return problem.New(problem.Failed, title+" gave an empty answer", "Send it again, or choose another model")
	}
	cause := errors.New("nothing that was asked for")
	if len(ro.complaints) > 0 {
		cause = errors.New(ro.complaints[0].text)
	}
	return problem.Wrap(cause, problem.Failed, title+" did not write a prompt that can be used", "Send it again in other words, or choose another model")
}
