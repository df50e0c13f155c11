/** Pure rules that infer layer, domain, owner, semantic type and personal data from what a source says about a dataset. */
@NullMarked
package io.datacapsule.ingest.infer;

import org.jspecify.annotations.NullMarked;
