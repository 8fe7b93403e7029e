package jdl.file.hdf5;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import jdl.file.Damage;

/** What a file says of one group or dataset: a list of messages, which may be in several places. */
final class ObjectHeader {

    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int FILL_VALUE = 0x05;
    static final int LINK = 0x06;
    static final int LAYOUT = 0x08;
    static final int GROUP_INFO = 0x0a;
    static final int FILTERS = 0x0b;
    static final int SYMBOL_TABLE = 0x11;

    private static final int CONTINUATION = 0x10;
    private static final int SHARED = 2;
    private static final int CHECKSUM = 4;

    private final Bytes.Walk walk;
    private final List<Message> messages = new ArrayList<>();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private boolean hasOrder;

    /** Where messages stand. */
    private record Block(long address, long length) {}

    private record Message(int type, boolean shared, Cursor content) {}

    private ObjectHeader(Bytes.Walk walk) {
        this.walk = walk;
    }

    static ObjectHeader read(Bytes.Walk walk, long address) throws IOException {
        var header = new ObjectHeader(walk);
        int version = walk.read(address, 1).u8();
        if (version == 1) header.first(address);
        else header.second(address);
        return header;
    }

    /** Version 1: a fixed prefix, and messages that begin at multiples of 8. */
    private void first(long address) throws IOException {
        Cursor prefix = walk.read(address, 16).skip(8);
        blocks.add(new Block(address + 16, prefix.u32()));
        while (!blocks.isEmpty()) {
            Block block = blocks.remove();
            Cursor in = walk.read(block.address(), block.length());
            while (in.left() >= 8) {
                int type = in.u16();
                int length = in.u16();
                int flags = in.u8();
                add(type, flags, in.skip(3).slice(length));
            }
        }
    }

    /** Version 2: each block has a signature in front and a checksum behind. */
    private void second(long address) throws IOException {
        Cursor start = walk.read(address, 6).expect("OHDR");
        start.version(2, "an object's header");
        int flags = start.u8();
        hasOrder = (flags & 0x04) != 0;
        int skipped = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        int width = 1 << (flags & 3);
        long length = walk.read(address + skipped, width).number(width);
        messages(walk.read(address + skipped + width, length));
        while (!blocks.isEmpty()) {
            Block block = blocks.remove();
            Cursor in = walk.read(block.address(), block.length()).expect("OCHK");
            messages(in.slice(in.left() - CHECKSUM));
        }
    }

    private void messages(Cursor in) throws Damage {
        int head = hasOrder ? 6 : 4;
        while (in.left() >= head) {
            int type = in.u8();
            int length = in.u16();
            int flags = in.u8();
            add(type, flags, in.skip(hasOrder ? 2 : 0).slice(length));
        }
    }

    private void add(int type, int flags, Cursor content) throws Damage {
        walk.charge(content.left());
        if (type == CONTINUATION) blocks.add(new Block(content.address(), content.length()));
        else messages.add(new Message(type, (flags & SHARED) != 0, content));
    }

    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type() == type);
    }

    boolean isGroup() {
        return has(SYMBOL_TABLE) || has(LINK_INFO) || has(GROUP_INFO);
    }

    /** The messages of a type. */
    List<Cursor> all(int type) throws Damage {
        List<Cursor> found = new ArrayList<>();
        for (Message message : messages) {
            if (message.type() != type) continue;
            if (message.shared())
                throw new Damage("shares a part with others (a named type), which jdl reads not");
            found.add(message.content().again());
        }
        return found;
    }

    Optional<Cursor> one(int type) throws Damage {
        return all(type).stream().findFirst();
    }

    Cursor must(int type, String what) throws Damage {
        return one(type).orElseThrow(() -> new Damage("has no " + what));
    }
}
