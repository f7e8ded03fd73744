"""The main path over shards: many reports on all cores of a machine, or of a cluster by Ray.

A shard is a stretch of the inputs. One function takes it to a Parquet part and a manifest (`worker`), whoever calls
it: a process of this machine (`processes`) or an actor of Ray's (`cluster`). `running` hands shards out and writes what
comes back into a folder (`folder`), which `loading` takes into a ledger.
"""
