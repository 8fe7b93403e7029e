package jdl.file.hdf5;

import java.util.List;
import java.util.Map;
import jdl.failure.Failure;

/** A folder within an HDF5 file. */
public final class Hdf5Group {

    private final Hdf5File file;
    private final String path;
    private final Map<String, Long> members;

    private Hdf5Group(Hdf5File file, String path, Map<String, Long> members) {
        this.file = file;
        this.path = path;
        this.members = members;
    }

    static Hdf5Group read(Hdf5File file, String path, long address) {
        return file.guarded(
                path,
                () -> {
                    Bytes.Walk walk = file.bytes().walk();
                    ObjectHeader header = ObjectHeader.read(walk, address);
                    if (!header.isGroup()) throw file.damaged(path, "is no group");
                    return new Hdf5Group(file, path, Members.read(walk, header));
                });
    }

    /** From the root: "/data/conv1". */
    public String path() {
        return path;
    }

    /** The names of the members, as they are sorted in the file. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Whether a member is a group, and not a dataset. */
    public boolean hasGroup(String name) {
        return has(name)
                && file.guarded(
                        path(name),
                        () -> ObjectHeader.read(file.bytes().walk(), address(name)).isGroup());
    }

    public Hdf5Group group(String name) {
        return read(file, path(name), address(name));
    }

    public Hdf5Dataset dataset(String name) {
        return Hdf5Dataset.read(file, path(name), address(name));
    }

    /** What a member is told from others by: two names of one number are one thing. */
    public long id(String name) {
        return address(name);
    }

    /** The error of a member that cannot be meant. */
    public Failure damaged(String name, String why) {
        return file.damaged(path(name), why);
    }

    private long address(String name) {
        Long address = members.get(name);
        if (address != null) return address;
        throw file.damaged(
                path, "has no \"%s\"; it has %s".formatted(name, String.join(", ", first())));
    }

    private List<String> first() {
        int most = 8;
        List<String> names = names();
        return names.size() <= most ? names : List.copyOf(names.subList(0, most));
    }

    private String path(String name) {
        return path.equals("/") ? "/" + name : path + "/" + name;
    }
}
