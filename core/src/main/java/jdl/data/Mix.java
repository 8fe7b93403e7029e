package jdl.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import jdl.data.Column.Kind;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;
import jdl.proto.MixParameter;

/**
 * How samples are to be mixed: as {@code mixup} or {@code cutmix} says.
 *
 * @param columns of the tops
 * @param classes how many there are; none if no top is a class
 */
record Mix(List<Kind> columns, boolean cut, float alpha, OptionalInt classes) {

    static Optional<Mix> of(LayerParameter layer, Source source) {
        var transform = layer.getTransformParam();
        if (!transform.hasMixup() && !transform.hasCutmix()) return Optional.empty();
        if (transform.hasMixup() && transform.hasCutmix())
            throw Failure.config("transform_param has both mixup and cutmix\n    keep one of them");
        boolean cut = transform.hasCutmix();
        String name = "transform_param." + (cut ? "cutmix" : "mixup");
        MixParameter settings = cut ? transform.getCutmix() : transform.getMixup();
        List<Kind> columns =
                source.columns().stream().limit(layer.getTopCount()).map(Column::kind).toList();
        check(name, cut, columns);
        OptionalInt classes =
                columns.contains(Kind.CLASS)
                        ? OptionalInt.of(classes(name, settings, source))
                        : OptionalInt.empty();
        return Optional.of(new Mix(columns, cut, settings.getAlpha(), classes));
    }

    private static void check(String name, boolean cut, List<Kind> columns) {
        if (cut && !columns.contains(Kind.PICTURE))
            throw Failure.config(name + " is for pictures, and no top is one\n    leave it out");
        if (columns.stream().allMatch(Kind.PICTURE::equals))
            throw Failure.config(
                    name
                            + " mixes labels with the pictures, and no top is a label\n    give the label a top, or leave it out");
        if (columns.stream().filter(Kind.CLASS::equals).count() > 1)
            throw Failure.config(
                    name + " mixes one class, and several tops are classes\n    leave it out");
    }

    private static int classes(String name, MixParameter settings, Source source) {
        if (settings.hasClasses()) return settings.getClasses();
        if (!source.classes().isEmpty()) return source.classes().size();
        throw Failure.config(
                "%s: the source does not know how many classes there are%n    add classes: N to it"
                        .formatted(name));
    }

    /** What becomes of labels: a probability for each of so many classes. */
    static OptionalInt classes(Optional<Mix> mix) {
        return mix.map(Mix::classes).orElse(OptionalInt.empty());
    }
}
