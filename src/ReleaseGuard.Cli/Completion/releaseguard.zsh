#compdef releaseguard
# Completion of releaseguard for zsh. In ~/.zshrc, after compinit: source <(releaseguard completion zsh)
_releaseguard() {
    local line="${words[2,CURRENT]}"
    local -a found
    found=("${(@f)$(releaseguard "[suggest:${#line}]" "$line" 2>/dev/null)}")
    compadd -- $found || _files
}
compdef _releaseguard releaseguard
