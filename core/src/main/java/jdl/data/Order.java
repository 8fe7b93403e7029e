package jdl.data;

import jdl.tensor.Dice;

/** Which record the n-th sample of a run is: a function of n, so that resuming needs no memory. */
public sealed interface Order {

    long record(long sample);

    /** The records as they lie, round and round. */
    record AsStored(long size) implements Order {
        @Override
        public long record(long sample) {
            return sample % size;
        }
    }

    /**
     * Each epoch all records in an order of its own. The order is a cipher on 0 … 4^n - 1 (a
     * Feistel network of n-bit halves), applied until it falls below the size; so no table is kept.
     */
    record Shuffled(long size, long seed) implements Order {

        private static final int ROUNDS = 6;

        @Override
        public long record(long sample) {
            long key = Dice.key(seed, sample / size);
            int half = halfBits();
            long record = sample % size;
            do record = encipher(record, key, half);
            while (record >= size);
            return record;
        }

        private int halfBits() {
            int bits = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
            return Math.max(1, (bits + 1) / 2);
        }

        private static long encipher(long value, long key, int half) {
            long mask = (1L << half) - 1;
            long left = value >>> half;
            long right = value & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long next = left ^ (Dice.key(key, round, right) & mask);
                left = right;
                right = next;
            }
            return left << half | right;
        }
    }
}
