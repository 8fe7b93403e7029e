package jdl.zoo;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Places within an entry's folder: those that cannot leave it, on any system. */
final class EntryPath {

    private static final int LONGEST = 200;
    private static final int DEEPEST = 8;
    private static final Pattern PART =
            Pattern.compile("[\\p{L}\\p{N}_+()-][\\p{L}\\p{N}_+()., -]*");

    /** What Windows takes for a device, whatever comes behind a dot. */
    private static final Set<String> DEVICES =
            Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

    private static final Pattern NUMBERED_DEVICE = Pattern.compile("(com|lpt)[0-9¹²³]");

    private EntryPath() {}

    /** What is wrong with a path; nothing if it is a place within the folder. */
    static Optional<String> trouble(String path) {
        if (path.isEmpty() || path.length() > LONGEST) return Optional.of("its length");
        if (!path.equals(Normalizer.normalize(path, Normalizer.Form.NFC)))
            return Optional.of("letters that are not in their composed form");
        List<String> parts = List.of(path.split("/", -1));
        if (parts.size() > DEEPEST) return Optional.of("its depth");
        return parts.stream().flatMap(part -> partTrouble(part).stream()).findFirst();
    }

    private static Optional<String> partTrouble(String part) {
        if (!PART.matcher(part).matches() || part.endsWith(".") || part.endsWith(" "))
            return Optional.of("\"" + shown(part) + "\" in it");
        String stem = part.toLowerCase(Locale.ROOT).replaceFirst("\\..*$", "").strip();
        boolean device = DEVICES.contains(stem) || NUMBERED_DEVICE.matcher(stem).matches();
        return device ? Optional.of("the device \"" + part + "\" in it") : Optional.empty();
    }

    /** Two paths that are one file on some system, or a file and a folder; nothing if none are. */
    static Optional<String> clash(List<String> paths) {
        Map<String, String> taken = new HashMap<>();
        for (String path : paths) {
            String other = taken.put(folded(path), path);
            if (other != null) return Optional.of("\"" + other + "\" and \"" + path + "\"");
        }
        for (String path : paths)
            for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
                String folder = taken.get(folded(path.substring(0, end)));
                if (folder != null) return Optional.of("\"" + folder + "\" and \"" + path + "\"");
            }
        return Optional.empty();
    }

    private static String folded(String path) {
        String compatible = Normalizer.normalize(path, Normalizer.Form.NFKC);
        return compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Without what a terminal would obey. */
    static String shown(String text) {
        return text.replaceAll("[^\\p{Print}\\p{L}\\p{N}]", "?");
    }
}
