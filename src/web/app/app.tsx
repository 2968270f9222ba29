import { ApiError } from '../api/client.ts';
import { useConnection } from '../api/connection.ts';
import { useBrands, useMe } from '../api/queries.ts';
import { FeedPage } from '../feed/feed-page.tsx';
import { SignIn } from '../signin/sign-in.tsx';
import { SourcesPage } from '../sources/sources-page.tsx';
import { CurrentContext } from './current.ts';
import { Failure } from './failure.tsx';
import { Frame } from './frame.tsx';
import { NoBrand } from './no-brand.tsx';
import { RoomFrame, roomAt } from './room.tsx';
import { useAddress } from './router.ts';
import { Waiting } from './waiting.tsx';

/** Decides what is shown: sign-in, a failure, or the frame with a page in it. */
export function App() {
  const { path, query } = useAddress();
  const { signedOut } = useConnection();
  const me = useMe();
  const brands = useBrands(me.isSuccess);
  if (signedOut || (me.error instanceof ApiError && me.error.status === 401)) {
    return <SignIn onRetry={() => void me.refetch()} />;
  }
  const error = (me.data ? null : me.error) ?? (brands.data ? null : brands.error);
  if (error) {
    return (
      <Waiting>
        <Failure error={error} onRetry={() => void (me.data ? brands.refetch() : me.refetch())} />
      </Waiting>
    );
  }
  if (!me.data || !brands.data) return <Waiting />;
  const brand = brands.data.find((one) => one.id === query.get('brand')) ?? brands.data[0];
  if (!brand) return <NoBrand />;
  const current = { me: me.data, brand, brands: brands.data, mayWrite: me.data.role !== 'read' };
  const Room = roomAt(path);
  const page = path.startsWith('/sources') ? <SourcesPage /> : <FeedPage key={brand.id} />;
  return (
    <CurrentContext value={current}>
      <Frame>
        {Room ? (
          <RoomFrame key={path}>
            <Room key={brand.id} />
          </RoomFrame>
        ) : (
          page
        )}
      </Frame>
    </CurrentContext>
  );
}
