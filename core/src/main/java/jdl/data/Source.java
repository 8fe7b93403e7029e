package jdl.data;

import java.util.List;
import jdl.proto.TableParameter;

/** Records of the same columns, in any order and from any thread. */
public interface Source {

    /** What each record holds; at least one column. */
    List<Column> columns();

    /** How many records there are, at least one. */
    long size();

    /**
     * Gives one column of a record; what is given stays as it is until the same {@code into} is
     * filled again.
     */
    void read(long index, int column, Values into);

    /** Whether reading a record is no more than a copy; others are read ahead of their pass. */
    default boolean atHand(long index) {
        return false;
    }

    /** Whether pictures of three channels have red first; else it is blue, as Caffe has it. */
    default boolean redFirst() {
        return false;
    }

    /** What another table needs to know of this one to become the same features. */
    default TableParameter learnt() {
        return TableParameter.getDefaultInstance();
    }

    /** What to call a record in a message to people: the file and the place in it. */
    String key(long index);

    /** The names of the classes that labels count, if the source knows them. */
    default List<String> classes() {
        return List.of();
    }

    /** The label of a record: its first class; -1 if the source has none. */
    default int label(long index) {
        for (int c = 0; c < columns().size(); c++)
            if (columns().get(c).kind() == Column.Kind.CLASS) {
                var values = new Values();
                read(index, c, values);
                return (int) values.get(0, 0, 0);
            }
        return -1;
    }
}
