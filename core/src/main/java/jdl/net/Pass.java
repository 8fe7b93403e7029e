package jdl.net;

/** Plan in, better plan out; changes nothing that it is given. */
interface Pass {

    NetPlan run(NetPlan plan);
}
