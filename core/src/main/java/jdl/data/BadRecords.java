package jdl.data;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.SourceParameter;

/** The records of a source that could not be read, and what is done about one. */
final class BadRecords {

    /** How many are told when there are too many. */
    private static final int TOLD = 5;

    private final SourceParameter.BadRecord policy;
    private final int most;
    private final NavigableMap<Long, String> found = new ConcurrentSkipListMap<>();

    BadRecords(SourceParameter settings) {
        this.policy = settings.getOnBadRecord();
        this.most = settings.getMaxBadRecords();
    }

    /** Whether a record that fails is told rather than borne. */
    boolean areFatal(Failure why) {
        boolean theRecordItself = why.kind() == Kind.CORRUPT || why.kind() == Kind.MISSING;
        return policy == SourceParameter.BadRecord.FAIL || !theRecordItself;
    }

    /** Whether another record takes the place of a bad one. */
    boolean areSkipped() {
        return policy == SourceParameter.BadRecord.SKIP;
    }

    boolean contain(long record) {
        return found.containsKey(record);
    }

    /** Notes one; fails when there are too many. */
    void add(long record, String why) {
        found.put(record, why);
        if (found.size() <= most) return;
        throw new Failure(
                Kind.CORRUPT,
                "more than %d records cannot be read, such as%n      %s%n    mend the data, or raise source_param.max_bad_records"
                        .formatted(
                                most,
                                String.join("\n      ", all().subList(0, Math.min(TOLD, most)))));
    }

    /** What is wrong with each, in the order of the source. */
    List<String> all() {
        return new ArrayList<>(found.values());
    }
}
