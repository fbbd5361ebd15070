// Package openai is the prompt generator that talks to chat models over
// OpenAI's wire: ChatGPT, and every server that speaks the same. It is a
// folder of its own, as the built-in composer is, because there is more to it
// than a call: what is sent is in readable files (instructions), what comes is
// read while it streams (reading.go), checked (check.go), and asked for again
// once where it is wrong (round.go). The engine's list of generators may
// import it.
package openai

import (
	"cmp"
	"context"
	"io/fs"
	"iter"
	"strings"

	"easel/engine/problem"
	"easel/engine/promptgen"
	"easel/engine/wire"
)

// Options is what a generator is made of. Client, Name and Model are needed.
type Options struct {
	Client *wire.Client
	Name   string // as in --chat NAME: "openai", "ollama"
	Title  string // as its replies are headed: "ChatGPT"; empty is the last part of Model
	Model  string // the server's id of the model

	Context     int      // tokens that the model reads and writes in all; 0 is 8192
	MaxTokens   int      // tokens that it may write, with its reasoning; 0 is 16,000 or half of Context
	TokensField string   // "max_tokens" for servers that know no other; empty is "max_completion_tokens"
	Temperature *float64 // nil leaves it to the server
	Small       bool     // the model is small, whatever its name says
	Effort      string   // reasoning_effort, such as "none" or "low"; empty leaves it to the server

	Instructions fs.FS   // files that replace our own of the same name; nil for none
	Memory       *Memory // what servers cannot do, shared by generators; nil is a memory of its own
}

// Generator writes prompts with a chat model. Besides its Memory it keeps no
// state between requests, and it may be used from several goroutines.
type Generator struct {
	options Options
	blocks  blocks
}

const (
	defaultContext = 8192
	defaultTokens  = 16000
	tokensField    = "max_completion_tokens"
	oldTokensField = "max_tokens"
)

// New makes a generator; it does no IO but reading Options.Instructions. The
// error is a usage problem.
func New(o Options) (*Generator, error) {
	if o.Client == nil || o.Name == "" || strings.TrimSpace(o.Model) == "" {
		return nil, problem.New(problem.Usage, "There is no chat model to write prompts with", "Choose one, as in --chat NAME:MODEL")
	}
	o.Title = cmp.Or(o.Title, ShortName(o.Model))
	o.Context = cmp.Or(o.Context, defaultContext)
	o.MaxTokens = cmp.Or(o.MaxTokens, min(defaultTokens, o.Context/2))
	o.TokensField = cmp.Or(o.TokensField, tokensField)
	if o.Memory == nil {
		o.Memory = NewMemory(nil)
	}
	b, err := readBlocks(o.Instructions)
	if err != nil {
		return nil, err
	}
	return &Generator{options: o, blocks: b}, nil
}

// ShortName is a model's id as people say it: llama.cpp's ids are paths of
// files.
func ShortName(model string) string {
	return strings.TrimSuffix(model[strings.LastIndexAny(model, `/\`)+1:], ".gguf")
}

// Info names the generator.
func (g *Generator) Info() promptgen.Info {
	return promptgen.Info{Name: g.options.Name, Title: g.options.Title, Model: g.options.Model}
}

// Refine implements [promptgen.PromptGenerator]. The rewritten prompt and each
// variation are given when their part of the answer is whole and right; what
// is wrong is asked for once more, with what is wrong about it.
func (g *Generator) Refine(ctx context.Context, r promptgen.Request) iter.Seq2[promptgen.Event, error] {
	return func(yield func(promptgen.Event, error) bool) {
		if err := r.Check(); err != nil {
			yield(nil, err)
			return
		}
		newRound(g, r, yield).run(ctx)
	}
}
