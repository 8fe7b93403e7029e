package jdl.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an invocation got done; JMH divides it by the seconds. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Work {

    /** Floating-point operations in billions: a multiplication with its addition is two. */
    public double gflop;

    /** Billions of bytes that have to be read and written at least. */
    public double gbyte;
}
