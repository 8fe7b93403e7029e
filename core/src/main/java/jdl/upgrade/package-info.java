/**
 * Files of older Caffes become files of today's: a message comes in and the same thing comes out in
 * the form that the rest of the house knows. Whoever reads nets and solvers comes in; only messages
 * are used.
 */
@NullMarked
package jdl.upgrade;

import org.jspecify.annotations.NullMarked;
