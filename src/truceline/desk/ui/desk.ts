/** What scripts add to pages that can be read without them. Each module looks for what it serves and is quiet elsewhere. */

import { addPage } from "./add.ts";
import { filters } from "./filters.ts";
import { keys } from "./keys.ts";
import { map } from "./map.ts";
import { news } from "./news.ts";
import { reading } from "./reading.ts";
import { review } from "./review.ts";

for (const start of [keys, filters, map, reading, review, addPage, news]) {
  start();
}
document.documentElement.dataset["scripts"] = "on";
