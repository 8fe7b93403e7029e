package jdl.zoo;

import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * What one wants to do in a registry, in the words of its token servers.
 *
 * @param kind of failure if one may not
 * @param advice what to do then
 */
record Scope(String text, Kind kind, String advice) {

    /** To see the names of all repositories; many registries show them to nobody. */
    static final Scope CATALOGUE =
            new Scope(
                    "registry:catalog:*",
                    Kind.UNREACHABLE,
                    "\n    it does not tell what it has; name the entry: owner/name");

    /** Who may not pull here may have another remote. */
    static Scope pull(String repository) {
        return new Scope("repository:" + repository + ":pull", Kind.UNREACHABLE, "");
    }

    static Scope push(String repository) {
        return new Scope("repository:" + repository + ":pull,push", Kind.PERMISSION, "");
    }

    Failure refused(String message) {
        return new Failure(kind, message + advice);
    }
}
