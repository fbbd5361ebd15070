package composer

import (
	"maps"
	"slices"
)

// abroad are common things of pictures in other languages, so that an English
// follow-up finds them in an idea that is not English.
var abroad = map[string][]string{
	"boat": {"boot", "bateau", "barco", "barca"}, "boats": {"boote", "bateaux", "barcos", "barche"}, "gull": {"möwe", "mouette", "gaviota"}, "gulls": {"möwen", "mouettes", "gaviotas"},
	"seagull": {"möwe"}, "seagulls": {"möwen"}, "bird": {"vogel", "oiseau", "pájaro"}, "birds": {"vögel", "oiseaux", "pájaros"}, "mountain": {"berg", "montagne", "montaña"}, "mountains": {"berge", "montagnes", "montañas"},
	"tree": {"baum", "arbre", "árbol"}, "trees": {"bäume", "arbres", "árboles"}, "house": {"haus", "maison", "casa"}, "houses": {"häuser", "maisons", "casas"}, "dog": {"hund", "chien", "perro"}, "cat": {"katze", "chat", "gato"},
	"horse": {"pferd", "cheval", "caballo"}, "flowers": {"blumen", "fleurs", "flores"}, "clouds": {"wolken", "nuages", "nubes"}, "people": {"leute", "menschen", "gens", "gente"},
	"woman": {"frau", "femme", "mujer"}, "man": {"mann", "homme", "hombre"}, "child": {"kind", "enfant", "niño"}, "children": {"kinder", "enfants", "niños"}, "lake": {"see", "lac", "lago"}, "sea": {"meer"},
	"fog": {"nebel", "brouillard", "niebla", "nebbia"}, "light": {"licht", "lumière", "luz", "luce"}, "snow": {"schnee", "neige", "nieve", "neve"}, "rain": {"regen", "pluie", "lluvia", "pioggia"},
	"water": {"wasser", "agua", "acqua"}, "smoke": {"rauch", "fumée", "humo", "fumo"}, "moon": {"mond", "lune", "luna"}, "sun": {"sonne", "soleil"}, "forest": {"wald", "forêt", "bosque"},
}

// englishToo are words of those that mean something else in English.
var englishToo = []string{"kind", "see", "chat", "boot", "mare", "gent"}

// thingInEnglish is the English name of such a thing.
func thingInEnglish(thing string) string {
	for _, english := range slices.Sorted(maps.Keys(abroad)) {
		if slices.Contains(abroad[english], thing) && !slices.Contains(englishToo, thing) {
			return english
		}
	}
	return thing
}

// namesAbroad are the words a text may have for a thing, none in an English text.
func namesAbroad(text, thing string) []string {
	if !slices.ContainsFunc(wordsOf(firstSentence(text)), func(w string) bool { return slices.Contains(littleWords, w) }) {
		return nil
	}
	var out []string
	for _, f := range forms(lower(thing)) {
		out = append(out, abroad[f]...)
	}
	return out
}

// littleWords tell that a text is German, French or Spanish.
var littleWords = []string{"ein", "eine", "einem", "einer", "auf", "mit", "dem", "der", "das", "und", "über", "im", "une", "dans", "avec", "sur", "les", "et", "una", "el", "los", "las", "con", "sobre"}
