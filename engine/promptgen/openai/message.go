package openai

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/engine/promptgen"
)

// charactersAToken is how many characters of prose a token holds at least, on
// average; four is usual for English, other languages have fewer.
const charactersAToken = 3

// fitting are the last turns of a conversation that fit beside the rest, and
// how many were left out.
func (g *Generator) fitting(r promptgen.Request) (turns []promptgen.Turn, left int) {
	budget := (g.options.Context - g.options.MaxTokens) * charactersAToken
	budget -= len(g.blocks.system(dialect.For(r.Dialect), true)) + len(message(r, nil))
	turns = r.Conversation
	for i := range slices.Backward(turns) {
		if budget -= len(said(turns[i])); budget < 0 {
			return turns[i+1:], i + 1
		}
	}
	return turns, 0
}

// message is what a model gets from the person: everything that is theirs
// stands between marked lines, never among the instructions.
func message(r promptgen.Request, turns []promptgen.Turn) string {
	var b strings.Builder
	if len(turns) > 0 {
		var all strings.Builder
		for _, t := range turns {
			all.WriteString(said(t))
		}
		block(&b, "What was said so far, oldest first:", "SAID", strings.TrimSpace(all.String()))
	}
	current(&b, r.Current)
	if len(r.Round) > 0 {
		var all strings.Builder
		for i, v := range r.Round {
			fmt.Fprintf(&all, "%s (%s): %s\n", prompt.Letter(i), v.Title, v.Text)
		}
		block(&b, "The variations that A, B, C mean:", "VARIATIONS", strings.TrimSpace(all.String()))
	}
	if strings.TrimSpace(r.Message) != "" {
		block(&b, "The person says now:", "MESSAGE", strings.TrimSpace(r.Message))
	}
	decisions(&b, r.Decisions)
	b.WriteString(wanted(r))
	return b.String()
}

// decisions says what exactly is to become of the current prompt.
func decisions(b *strings.Builder, all []promptgen.Decision) {
	for _, d := range all {
		heading := fmt.Sprintf("Change the %s of the current prompt to this, and nothing else; the subject and all other decisions keep their words:", d.Axis)
		block(b, heading, "DECISION", fmt.Sprintf("%s: %s", d.Axis, cmp.Or(d.Value, "as in the prompt below")))
		if d.From != "" {
			block(b, "The prompt that this is taken from:", "FROM", d.From)
		}
	}
}

func current(b *strings.Builder, p prompt.Prompt) {
	if p.Empty() {
		b.WriteString("There is no prompt yet; what the person says is the idea for the first one.\n\n")
		return
	}
	block(b, "The current prompt:", "PROMPT", p.Text)
	var axes []string
	for _, a := range prompt.AllAxes() {
		if v := p.Axes[a]; v != "" {
			axes = append(axes, fmt.Sprintf("%s: %s", a, v))
		}
	}
	if len(axes) > 0 {
		block(b, "What it decides:", "AXES", strings.Join(axes, "\n"))
	}
	if p.Negative != "" {
		block(b, "What must not be in the picture:", "NEGATIVE", p.Negative)
	}
	for _, l := range p.Locks {
		block(b, "Locked words, to be repeated exactly:", "LOCKED", l.Text)
	}
}

// wanted says what the answer should hold.
func wanted(r promptgen.Request) string {
	var b strings.Builder
	if strings.TrimSpace(r.Message) == "" {
		b.WriteString("Wanted: another round. Repeat the current prompt unchanged as \"prompt\"")
	} else {
		b.WriteString("Wanted: the rewritten prompt")
	}
	fmt.Fprintf(&b, " and exactly %d variations", r.Variations)
	if len(r.Axes) > 0 && r.Variations > 0 {
		names := make([]string, len(r.Axes))
		for i, a := range r.Axes {
			names[i] = string(a)
		}
		fmt.Fprintf(&b, ", each differing from it on exactly these axes and no others: %s", strings.Join(names, ", "))
	}
	return b.String() + "."
}

// said is one turn of the conversation.
func said(t promptgen.Turn) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Person: %s\n", t.Message)
	if t.Reply != "" {
		fmt.Fprintf(&b, "You: %s\n", t.Reply)
	}
	if !t.Prompt.Empty() {
		fmt.Fprintf(&b, "Prompt after that: %s\n", t.Prompt.Text)
	}
	return b.String()
}

// block puts a person's text between lines whose mark does not occur in it.
func block(b *strings.Builder, heading, mark, text string) {
	m := mark
	for i := 2; strings.Contains(text, m+">>>") || strings.Contains(text, "<<<"+m); i++ {
		m = fmt.Sprintf("%s%d", mark, i)
	}
	fmt.Fprintf(b, "%s\n<<<%s\n%s\n%s>>>\n\n", heading, m, text, m)
}
