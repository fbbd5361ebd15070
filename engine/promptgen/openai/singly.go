package openai

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"

	"github.com/sashabaranov/go-openai"

	"easel/engine/dialect"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/wire"
)

// Models of less than two thousand million parameters keep no form and follow
// no list of rules, but they can write one prompt when they are asked for one,
// and write it again with a change that is named. So they are asked for each
// prompt by itself, in few words, as in a talk; what a variation is to be is
// chosen here (looks.go).

// sizeOfModel is how many parameters an id says that a model has: "0.5b",
// "270m".
var sizeOfModel = regexp.MustCompile(`(?i)(?:^|[^a-z0-9.])(\d+(?:\.\d+)?)([bm])(?:$|[^a-z0-9])`)

// small says whether a model is small by its id.
func small(model string) bool {
	m := sizeOfModel.FindStringSubmatch(ShortName(model))
	if m == nil {
		return false
	}
	size, err := strconv.ParseFloat(m[1], 64)
	return err == nil && (strings.EqualFold(m[2], "m") || size < 2)
}

// simple says whether the model is asked for one prompt at a time.
func (g *Generator) simple() bool {
	return g.options.Small || small(g.options.Model) || g.options.Memory.isSimple(g.key())
}

// key is what the memory knows a server's model by.
func (g *Generator) key() string { return g.options.Client.BaseURL() + " " + g.options.Model }

// Tokens of one prompt: twice what is asked for, and more where thoughts may
// come first.
const (
	tokensOfOne  = 240
	spareTries   = 2 // for variations that came out as something that is there
	tokensOfMost = 2400
)

// smallNote is the reply to the first message, as there is no other.
const smallNote = "(This model is small, so it is asked for one prompt at a time.)"

// askSingly asks for the rewrite and then for each variation that is missing.
func (ro *round) askSingly(ctx context.Context) error {
	ro.inLines, ro.waiting, ro.muted = false, nil, false
	if question := strings.TrimSpace(ro.r.Message); strings.HasSuffix(question, "?") && !ro.r.Current.Empty() {
		return ro.answerSingly(ctx, question)
	}
	if len(ro.r.Conversation) == 0 && ro.r.Message != "" && !ro.replied && !ro.emit(promptgen.ReplyText{Text: smallNote}) {
		return nil
	}
	if ro.rewrite == nil {
		text, err := ro.one(ctx, ro.wanted())
		if err != nil || ro.stopped {
			return err
		}
		ro.takeRewrite(text)
	}
	for n := 0; ro.rewrite != nil && len(ro.good) < ro.r.Variations && n < ro.r.Variations+spareTries; n++ {
		decided := another(ro.r, n)
		how := inWords(decided)
		text, err := ro.one(ctx, []string{"Write a prompt for a picture.", ro.rewrite.Text, "Write it again, but " + how + "." + ro.locked()})
		if err != nil || ro.stopped {
			return err
		}
		ro.takeSingle(text, how, decided)
	}
	if ro.rewrite != nil && len(ro.good) > 0 {
		ro.g.options.Memory.setSimple(ro.g.key())
	}
	return nil
}

// wanted is the talk that ends in asking for the rewrite.
func (ro *round) wanted() []string {
	message := strings.TrimSpace(ro.r.Message)
	if ro.r.Current.Empty() {
		return []string{"Describe this picture, where it is, its light and its colours: " + message}
	}
	var asked []string
	for _, d := range ro.r.Decisions {
		if d.Value != "" {
			asked = append(asked, fmt.Sprintf("%s: %s", d.Axis, d.Value))
		}
	}
	if len(asked) > 0 {
		message = strings.Join(asked, ", ")
	}
	return []string{"Write a prompt for a picture.", ro.r.Current.Text, "Write it again with this change: " + message + "." + ro.locked()}
}

// locked asks for the words that must stay.
func (ro *round) locked() string {
	var b strings.Builder
	for _, l := range ro.r.Current.Locks {
		fmt.Fprintf(&b, " Keep the words %q.", l.Text)
	}
	return b.String()
}

// answerSingly answers a question about the current prompt.
func (ro *round) answerSingly(ctx context.Context, question string) error {
	_, err := ro.talk(ctx, "Answer in one or two short sentences.", []string{"Write a prompt for a picture.", ro.r.Current.Text, question}, true)
	return err
}

// one asks for one prompt and gives it as JSON; empty where there is none in
// the answer, which is complained about.
func (ro *round) one(ctx context.Context, turns []string) (string, error) {
	d := dialect.For(ro.r.Dialect)
	system := ro.g.blocks[smallFile]
	if sentences := strings.Split(d.Instruction, "\n"); len(sentences) > 1 {
		system += " " + sentences[1] // the first says whom it is for, the second how it is written
	}
	answer, err := ro.talk(ctx, system, turns, false)
	if err != nil || ro.stopped {
		return "", err
	}
	text := onlyPrompt(answer)
	if said := refusalOf(text); said != "" {
		return "", ro.refusedTo(said)
	}
	if words(text) < fewestWords {
		return "{}", nil
	}
	encoded, err := json.Marshal(text)
	return string(encoded), err
}

// talk sends a talk, the person's turn first and last, and gives the answer
// without thoughts; tell says that it is the reply.
func (ro *round) talk(ctx context.Context, system string, turns []string, tell bool) (string, error) {
	messages := []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: system}}
	for i, t := range turns {
		role := openai.ChatMessageRoleUser
		if i%2 == 1 {
			role = openai.ChatMessageRoleAssistant
		}
		messages = append(messages, openai.ChatCompletionMessage{Role: role, Content: t})
	}
	most := tokensOfOne + len(ro.r.Current.Text)/charactersAToken
	for {
		ro.answer.Reset()
		var end ending
		err := ro.adapting(func(q quirks) (sent wire.Extra, err error) {
			sent = ro.g.parameters(q)
			delete(sent, "response_format")
			for _, name := range []string{tokensField, oldTokensField} {
				if _, ok := sent[name]; ok {
					sent[name] = min(most, ro.g.options.MaxTokens)
				}
			}
			end, err = ro.hear(ctx, messages, sent, func(string) bool { return true })
			return sent, err
		})
		answer := withoutThoughts(ro.answer.String())
		if end.loops {
			answer = answer[:max(len(answer)-leastCircle, 0)]
		}
		switch {
		case err != nil || ro.stopped:
			return "", err
		case end.finish == openai.FinishReasonContentFilter || strings.TrimSpace(end.refusal) != "":
			return "", ro.ended(end.finish, &reading{}, end.refusal)
		case strings.TrimSpace(answer) == "" && end.finish == openai.FinishReasonLength && most < tokensOfMost:
			most = tokensOfMost // it thinks first
			continue
		case end.finish == openai.FinishReasonLength || end.loops:
			answer = wholeSentences(answer)
		}
		if tell {
			ro.reply(strings.TrimSpace(withoutMarks(answer)))
		}
		return answer, nil
	}
}

// takeSingle takes a variation that was asked for by itself.
func (ro *round) takeSingle(raw, how string, decided map[prompt.Axis]string) {
	c, ok := parseCandidate(raw)
	if !ok {
		return
	}
	if c.title = how; len(how) > 0 {
		c.title = strings.ToUpper(how[:1]) + how[1:]
	}
	c.axes = decided
	v := prompt.Variation{Prompt: c.prompt(ro.r.Current.Locks), Differs: differing(ro.rewrite.Axes, decided)}
	if v.Axes = maps.Clone(ro.rewrite.Axes); v.Axes == nil {
		v.Axes = make(map[prompt.Axis]string)
	}
	maps.Copy(v.Axes, decided)
	for _, f := range ro.variationFaults("A variation", v, decided) {
		if f.hard {
			ro.complain(f)
			return
		}
	}
	ro.give(v)
}
