package jdl.file.leveldb;

/** Goes through a table, of which it has no more than two blocks in memory. */
final class TableCursor implements Cursor {

    private final TableFile file;
    private final Blocks blocks;
    private final int table;
    private Block.Entries index = Block.empty().entries();
    private Block.Entries entries = Block.empty().entries();
    private Fields.Place place;
    private InternalKey key;
    private boolean open;
    private boolean atEntry;
    private int block;
    private long end;

    TableCursor(TableFile file, Blocks blocks) {
        this.file = file;
        this.blocks = blocks;
        this.table = blocks.add(file);
        this.place = file.place(new TableFile.Handle(0, 0));
        this.key = InternalKey.of(file.smallest(), place);
    }

    @Override
    public InternalKey key() {
        return key;
    }

    @Override
    public boolean isAtEntry() {
        return atEntry;
    }

    @Override
    public boolean next() {
        if (!open) index = file.index().entries();
        open = true;
        while (!entries.next()) {
            if (!index.next()) return false;
            entries = read().entries();
        }
        InternalKey next = InternalKey.of(entries.key(), place);
        int order = next.compareTo(key);
        if (order < 0 || (order == 0 && atEntry))
            throw place.damage("has keys that are out of order");
        key = next;
        atEntry = true;
        return true;
    }

    @Override
    public long block() {
        return block;
    }

    @Override
    public int entry() {
        return entries.index();
    }

    /** The block that the index is at; none may lie where another one was. */
    private Block read() {
        var handle = TableFile.Handle.read(new Fields(index.value(), place));
        place = file.place(handle);
        if (handle.offset() < end) throw place.damage("lies in the one before");
        Block read = file.block(handle);
        end = handle.offset() + handle.size();
        block = blocks.add(table, handle);
        return read;
    }
}
