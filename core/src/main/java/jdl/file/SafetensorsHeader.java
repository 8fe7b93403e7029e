package jdl.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdl.tensor.Shape;

/** The beginning of a {@code .safetensors}: what tensors there are, in the order of their bytes. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";

    private static final int MAX_AXES = 32;

    SafetensorsHeader {
        entries = List.copyOf(entries);
        metadata = Map.copyOf(metadata);
    }

    /** A tensor and where its bytes begin and end behind the header. */
    record Entry(String name, Element element, Shape shape, long begin, long end) {}

    /**
     * Reads a header.
     *
     * @param data how many bytes come behind it; the tensors have to fill them all
     */
    static SafetensorsHeader read(String text, long data) throws Damage {
        var json = new JsonText(text);
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        json.object(
                name -> {
                    if (!names.add(name)) throw new Damage("has \"" + name + "\" twice");
                    if (name.equals(METADATA)) metadata(json, metadata);
                    else entries.add(entry(json, name));
                });
        json.end();
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkFilled(entries, data);
        return new SafetensorsHeader(entries, metadata);
    }

    private static void metadata(JsonText json, Map<String, String> into) throws Damage {
        json.object(
                key -> {
                    if (into.put(key, json.string()) != null)
                        throw new Damage("has \"" + key + "\" twice in its " + METADATA);
                });
    }

    private static Entry entry(JsonText json, String name) throws Damage {
        var type = new ArrayList<String>();
        var shape = new ArrayList<List<Long>>();
        var offsets = new ArrayList<List<Long>>();
        json.object(
                key -> {
                    switch (key) {
                        case "dtype" -> type.add(json.string());
                        case "shape" -> shape.add(json.numbers());
                        case "data_offsets" -> offsets.add(json.numbers());
                        default -> throw new Damage(here(name) + "has an unknown \"" + key + "\"");
                    }
                });
        boolean whole = type.size() == 1 && shape.size() == 1 && offsets.size() == 1;
        if (!whole || offsets.get(0).size() != 2)
            throw new Damage(here(name) + "wants dtype, shape and two data_offsets, each once");
        return entry(name, element(name, type.get(0)), shape.get(0), offsets.get(0));
    }

    private static Entry entry(String name, Element element, List<Long> dims, List<Long> offsets)
            throws Damage {
        long count = 1;
        if (dims.size() > MAX_AXES) throw new Damage(here(name) + "has too many axes");
        for (long dim : dims) {
            if (dim > Integer.MAX_VALUE || count * dim > Integer.MAX_VALUE)
                throw new Damage(here(name) + "has the shape " + dims + ", which is too large");
            count *= dim;
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        if (end < begin || end - begin != count * element.bytes())
            throw new Damage(
                    here(name)
                            + "has the shape "
                            + dims
                            + " of "
                            + element
                            + ", but the data_offsets "
                            + offsets);
        return new Entry(name, element, Shape.of(dims), begin, end);
    }

    private static Element element(String name, String type) throws Damage {
        Optional<Element> known =
                EnumSet.allOf(Element.class).stream().filter(e -> e.name().equals(type)).findAny();
        return known.orElseThrow(
                () ->
                        new Damage(
                                here(name)
                                        + "is of type \""
                                        + type
                                        + "\"; known are "
                                        + EnumSet.allOf(Element.class)));
    }

    private static void checkFilled(List<Entry> entries, long data) throws Damage {
        long at = 0;
        for (Entry entry : entries) {
            if (entry.begin() != at)
                throw new Damage(
                        here(entry.name())
                                + "begins at byte "
                                + entry.begin()
                                + " of the data, but what is before it ends at "
                                + at);
            at = entry.end();
        }
        if (at != data)
            throw new Damage(
                    "its tensors end at byte " + at + " of the data, of which are " + data);
    }

    private static String here(String name) {
        return "tensor \"" + name + "\" ";
    }
}
