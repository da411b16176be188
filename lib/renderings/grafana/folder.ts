import { Folder as FolderResource } from "@cdktf/provider-grafana/lib/folder";
import { FolderPermission } from "@cdktf/provider-grafana/lib/folder-permission";
import type { Construct } from "../terraform.ts";

/** Who may do what in a folder; an administrator may do everything. */
export interface Permission {
  readonly role: "Viewer" | "Editor";
  readonly permission: "View" | "Edit" | "Admin";
}

export interface Folder {
  readonly uid: string;
  readonly title: string;
  /** All there are: a permission that is not listed is taken away. Undefined: left as Grafana has them. */
  readonly permissions?: readonly Permission[];
}

export function renderFolder(scope: Construct, { uid, title, permissions }: Folder): FolderResource {
  const folder = new FolderResource(scope, "folder", {
    uid,
    title,
    // Dashboards that people made by hand in it are not ours to delete.
    preventDestroyIfNotEmpty: true,
  });
  if (permissions)
    new FolderPermission(scope, "folder-permissions", { folderUid: folder.uid, permissions: [...permissions] });
  return folder;
}
