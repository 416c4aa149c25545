/**
 * Objects in a bucket of an S3 store, under names that the caller chooses and never uses twice. It knows nothing of
 * documents. Everything here blocks, so it is for worker threads, and is safe for use from any of them. An object that
 * was put is durable, because the store has said so; one that fails may be there or not.
 */
package nl.rijkscloud.bucket;
