package jdl.net;

import java.util.List;

/** Plan in, better plan out; changes nothing that it is given. */
interface Pass {

    /** All passes, in the order in which they run. */
    List<Pass> ALL = List.of(new NeedsGradient());

    NetPlan run(NetPlan plan);
}
