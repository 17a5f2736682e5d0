package main

// The three shells' own languages: each function writes one script from the
// same words.

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// bashScript writes a function that finds the verb among the words typed, then
// offers what may follow. Where it offers nothing, bash completes file names.
func bashScript(w io.Writer, verbs []verbWords) error {
	var list, after, words strings.Builder
	for _, v := range verbs {
		for _, f := range v.flags {
			switch {
			case len(f.values) > 0:
				fmt.Fprintf(&after, "    %s:%s) COMPREPLY=($(compgen -W %s -- \"$cur\")); return ;;\n", v.name, f.name, quote(strings.Join(f.values, " ")))
			case f.takes:
				fmt.Fprintf(&after, "    %s:%s) return ;;\n", v.name, f.name)
			}
		}
		if v.name == "" {
			continue
		}
		list.WriteString("|" + v.name)
		fmt.Fprintf(&words, "    %s) words=%s ;;\n", v.name, quote(strings.TrimSpace(strings.Join(v.args, " ")+" "+wordNames(v.flags))))
	}
	_, err := fmt.Fprintf(w, `# bash completion for detangle; made by: detangle completion bash
_detangle() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= word words=
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in %s) verb=$word; break ;; esac
  done
  case $verb:$prev in
%s  esac
  case $verb in
    "") words=%s ;;
%s  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _detangle detangle
`, list.String()[1:], after.String(), quote(strings.ReplaceAll(list.String()[1:], "|", " ")+" "+wordNames(verbs[0].flags)), words.String())
	return err
}

// zshScript writes a script for zsh's own completion system, with help texts.
func zshScript(w io.Writer, verbs []verbWords) error {
	var b strings.Builder
	b.WriteString("#compdef detangle\n# made by: detangle completion zsh\n_detangle() {\n  local -a verbs=(\n")
	for _, v := range verbs[1:] {
		fmt.Fprintf(&b, "    %s\n", quote(v.name+":"+v.help))
	}
	b.WriteString("  )\n  local verb=${words[(r)" + zshAny(verbs[1:]) + "]}\n  case $verb in\n")
	for _, v := range slices.Concat(verbs[1:], verbs[:1]) {
		label := v.name
		if label == "" {
			label = "*"
		}
		fmt.Fprintf(&b, "  %s) _arguments \\\n", label)
		for _, f := range v.flags {
			fmt.Fprintf(&b, "    %s \\\n", quote(zshFlag(f)))
		}
		switch {
		case v.name == "":
			b.WriteString("    '1:verb:{_describe verb verbs}' ;;\n")
		case len(v.args) > 0:
			fmt.Fprintf(&b, "    '1:verb:' '*:argument:(%s)' ;;\n", strings.Join(v.args, " "))
		default:
			b.WriteString("    '1:verb:' '*:file:_files' ;;\n")
		}
	}
	b.WriteString("  esac\n}\n_detangle \"$@\"\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func zshAny(verbs []verbWords) string {
	list := make([]string, len(verbs))
	for i, v := range verbs {
		list[i] = v.name
	}
	return "(" + strings.Join(list, "|") + ")"
}

func zshFlag(f word) string {
	spec := f.name + "[" + strings.NewReplacer("[", "(", "]", ")", ":", ",").Replace(f.help) + "]"
	switch {
	case len(f.values) > 0:
		return spec + ":value:(" + strings.Join(f.values, " ") + ")"
	case f.path:
		return spec + ":path:_files"
	case f.takes:
		return spec + ":value:"
	}
	return spec
}

// fishScript writes one line per verb, flag and closed list.
func fishScript(w io.Writer, verbs []verbWords) error {
	var b strings.Builder
	b.WriteString("# fish completion for detangle; made by: detangle completion fish\n")
	for _, v := range verbs {
		when := "__fish_seen_subcommand_from " + v.name
		if v.name == "" {
			when = "__fish_use_subcommand"
		} else {
			fmt.Fprintf(&b, "complete -c detangle -f -n __fish_use_subcommand -a %s -d %s\n", v.name, fishQuote(v.help))
		}
		for _, f := range v.flags {
			line := fmt.Sprintf("complete -c detangle -n %s -l %s -d %s", fishQuote(when), strings.TrimPrefix(f.name, "--"), fishQuote(f.help))
			if f.takes {
				line += " -r"
			}
			if len(f.values) > 0 {
				line += " -f -a " + fishQuote(strings.Join(f.values, " "))
			}
			b.WriteString(line + "\n")
		}
		if len(v.args) > 0 {
			fmt.Fprintf(&b, "complete -c detangle -f -n %s -a %s\n", fishQuote(when), fishQuote(strings.Join(v.args, " ")))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// quote wraps s for bash and zsh in single quotes.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// fishQuote wraps s for fish, which escapes a quote inside single quotes.
func fishQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", `\'`) + "'" }
