package engine

import (
	"easel/engine/imagegen"
	"easel/engine/imagegen/a1111"
	"easel/engine/imagegen/bfl"
	"easel/engine/imagegen/comfyui"
	"easel/engine/imagegen/gemini"
	"easel/engine/imagegen/openai"
	"easel/engine/imagegen/runway"
	"easel/engine/imagegen/sdcpp"
	"easel/engine/imagegen/sketch"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

// promptGenerators and imageGenerators name the generators that need no
// network. Those that do are made by Services out of the catalog's profiles.
// Adding a generator is its own file or folder and a line here, or there.

func promptGenerators() []promptgen.PromptGenerator {
	return []promptgen.PromptGenerator{composer.New()}
}

func imageGenerators() []imagegen.ImageGenerator {
	return []imagegen.ImageGenerator{sketch.New()}
}

// imageService makes the image generator for the wire that a profile speaks.
func imageService(s imagegen.Service) imagegen.ImageGenerator {
	switch s.Profile.Speaks {
	case "runway":
		return runway.New(s)
	case "bfl":
		return bfl.New(s)
	case "gemini":
		return gemini.New(s)
	case "a1111":
		return a1111.New(s)
	case "comfyui":
		return comfyui.New(s)
	case "sdcpp":
		return sdcpp.New(s)
	}
	return openai.New(s)
}
