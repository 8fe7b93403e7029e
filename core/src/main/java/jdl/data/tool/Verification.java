package jdl.data.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.data.Source;
import jdl.data.Values;
import jdl.failure.Failure;

/** A reading of all columns of all records, for those that cannot be read. */
public final class Verification {

    private Verification() {}

    /** The broken records, in the order of the source. */
    public static List<Broken> of(Source source, Progress progress) {
        ThreadLocal<Values> values = ThreadLocal.withInitial(Values::new);
        List<Broken> all = new ArrayList<>();
        Scan.run(
                source.size(),
                progress,
                index -> read(source, index, values.get()),
                (index, broken) -> broken.ifPresent(all::add));
        return all;
    }

    private static Optional<Broken> read(Source source, long index, Values into) {
        try {
            for (int c = 0; c < source.columns().size(); c++) source.read(index, c, into);
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(Broken.of(source, index, e));
        }
    }
}
