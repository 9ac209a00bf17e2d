# Completion of releaseguard for fish: releaseguard completion fish > ~/.config/fish/completions/releaseguard.fish
function __releaseguard_complete
    set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
    releaseguard "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c releaseguard -a '(__releaseguard_complete)'
