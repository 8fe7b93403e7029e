package jdl.web;

import java.net.URI;
import java.util.Optional;

/** What proves to a server who is asking; shown to the server it is for, and to no other. */
public interface Access {

    /** Who comes without a name. */
    Access NONE = uri -> Optional.empty();

    /** The value of the header Authorization, for a request to this address. */
    Optional<String> authorization(URI uri);
}
