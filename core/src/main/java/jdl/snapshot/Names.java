package jdl.snapshot;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import jdl.file.FileName;

/**
 * How the files of a run are called: {@code <prefix>_iter_<N>.caffemodel}, and so on.
 *
 * @param format what all names end with: {@code .h5}, by which Caffe tells HDF5 files, or nothing
 */
record Names(String prefix, String format) {

    static final String WEIGHTS = ".caffemodel";
    static final String STATE = ".solverstate";
    static final String HDF5 = ".h5";

    Path weights(int iter) {
        return Path.of(prefix + "_iter_" + iter + WEIGHTS + format);
    }

    Path averages(int iter) {
        return Path.of(prefix + "_iter_" + iter + "_ema" + WEIGHTS + format);
    }

    Path state(int iter) {
        return Path.of(prefix + "_iter_" + iter + STATE + format);
    }

    Path lock() {
        return Path.of(prefix + ".lock");
    }

    /** The folder that holds the files. */
    Path folder() {
        return FileName.folder(lock());
    }

    /** The iteration of a solver state of this run; nothing for any other file. */
    OptionalInt iterOfState(Path file) {
        var match = pattern("\\.solverstate(?:\\.h5)?").matcher(FileName.of(file));
        // Ten digits may be more than an int; nine are enough for anybody.
        return match.matches() && match.group(1).length() < 10
                ? OptionalInt.of(Integer.parseInt(match.group(1)))
                : OptionalInt.empty();
    }

    /** The process that was writing a temporary file of this run; nothing for any other file. */
    OptionalLong writerOfTemp(Path file) {
        var match =
                pattern(
                                "(?:_ema)?\\.(?:caffemodel|solverstate)(?:\\.h5)?\\.(\\d{1,18})-[0-9a-f-]+\\.tmp")
                        .matcher(FileName.of(file));
        return match.matches()
                ? OptionalLong.of(Long.parseLong(match.group(2)))
                : OptionalLong.empty();
    }

    private Pattern pattern(String ending) {
        String run = FileName.of(Path.of(prefix + "_iter_"));
        return Pattern.compile(Pattern.quote(run) + "(\\d+)" + ending);
    }
}
