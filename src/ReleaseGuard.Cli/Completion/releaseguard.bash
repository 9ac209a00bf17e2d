# Completion of releaseguard for bash. In ~/.bashrc: source <(releaseguard completion bash)
_releaseguard() {
    local line="${COMP_LINE:0:$COMP_POINT}" word
    line="${line#* }"
    COMPREPLY=()
    while IFS= read -r word; do
        [[ -n "$word" && "$word" == "${COMP_WORDS[COMP_CWORD]}"* ]] && COMPREPLY+=("$word")
    done < <(releaseguard "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o default -F _releaseguard releaseguard
