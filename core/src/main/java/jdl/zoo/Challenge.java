package jdl.zoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server wants to be shown before it answers, as it says in WWW-Authenticate (RFC 9110).
 *
 * @param scheme in small letters, as are the names of the parameters
 */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final int LONGEST = 4096;

    /** A scheme, or a parameter of the scheme before it: name=value or name="value". */
    private static final Pattern ITEM =
            Pattern.compile(
                    "\\G[\\s,]*+([\\w!#$%&'*+.^`|~-]++)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|([^\\s,\"]++)))?+");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** The challenges in some headers; what is not understood is passed over. */
    static List<Challenge> read(List<String> headers) {
        List<Challenge> all = new ArrayList<>();
        headers.stream().filter(header -> header.length() <= LONGEST).forEach(h -> read(h, all));
        return all;
    }

    private static void read(String header, List<Challenge> all) {
        Matcher item = ITEM.matcher(header);
        String scheme = "";
        Map<String, String> parameters = new LinkedHashMap<>();
        while (item.find()) {
            String name = item.group(1).toLowerCase(Locale.ROOT);
            Optional<String> value =
                    Optional.ofNullable(item.group(2)).or(() -> Optional.ofNullable(item.group(3)));
            if (value.isPresent()) {
                parameters.putIfAbsent(name, value.get());
                continue;
            }
            if (!scheme.isEmpty()) all.add(new Challenge(scheme, parameters));
            scheme = name;
            parameters.clear();
        }
        if (!scheme.isEmpty()) all.add(new Challenge(scheme, parameters));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
